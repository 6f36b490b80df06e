import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A variable was made without an initial value. TensorFlow: `ValueError`. */
export const InitialValueMissingError: VarscopeErrorClass = /* @__PURE__ */ defineError('initial-value-missing', 'ValueError');
export type InitialValueMissingError = VarscopeError;
