import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** There is no such dtype. TensorFlow: `TypeError`. */
export const DTypeInvalidError: VarscopeErrorClass = /* @__PURE__ */ defineError('dtype-invalid', 'TypeError');
export type DTypeInvalidError = VarscopeError;
