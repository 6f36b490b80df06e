import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A shape has a negative or fractional dimension. TensorFlow: `ValueError`. */
export const BadShapeError: VarscopeErrorClass = /* @__PURE__ */ defineError('bad-shape', 'ValueError');
export type BadShapeError = VarscopeError;
