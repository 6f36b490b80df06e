import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** The initial value does not have the shape of the variable. TensorFlow: `ValueError`. */
export const InitializerShapeMismatchError: VarscopeErrorClass = /* @__PURE__ */ defineError('initializer-shape-mismatch', 'ValueError');
export type InitializerShapeMismatchError = VarscopeError;
