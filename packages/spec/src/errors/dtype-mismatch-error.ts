import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A variable is reused with another dtype. TensorFlow: `ValueError`. */
export const DTypeMismatchError: VarscopeErrorClass = /* @__PURE__ */ defineError('dtype-mismatch', 'ValueError');
export type DTypeMismatchError = VarscopeError;
