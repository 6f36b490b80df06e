import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** Neither a shape nor an initializer was given. TensorFlow: `ValueError`. */
export const ShapeMissingError: VarscopeErrorClass = /* @__PURE__ */ defineError('shape-missing', 'ValueError');
export type ShapeMissingError = VarscopeError;
