import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A value of another dtype is assigned to a variable. TensorFlow: `ValueError`. */
export const AssignDTypeError: VarscopeErrorClass = /* @__PURE__ */ defineError('assign-dtype', 'ValueError');
export type AssignDTypeError = VarscopeError;
