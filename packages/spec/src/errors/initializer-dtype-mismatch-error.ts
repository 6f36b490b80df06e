import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** An explicit dtype disagrees with that of a value given as initializer. TensorFlow: `ValueError`. */
export const InitializerDTypeMismatchError: VarscopeErrorClass = /* @__PURE__ */ defineError('initializer-dtype-mismatch', 'ValueError');
export type InitializerDTypeMismatchError = VarscopeError;
