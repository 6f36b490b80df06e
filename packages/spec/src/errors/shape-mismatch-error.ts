import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A variable is reused with another shape. TensorFlow: `ValueError`. */
export const ShapeMismatchError: VarscopeErrorClass = /* @__PURE__ */ defineError('shape-mismatch', 'ValueError');
export type ShapeMismatchError = VarscopeError;
