import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** The initial value cannot be had in the requested dtype. TensorFlow: `ValueError`. */
export const InitialValueDTypeError: VarscopeErrorClass = /* @__PURE__ */ defineError('initial-value-dtype', 'ValueError');
export type InitialValueDTypeError = VarscopeError;
