import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A variable is read that has no value yet. TensorFlow: `FailedPreconditionError`. */
export const FailedPreconditionError: VarscopeErrorClass = /* @__PURE__ */ defineError('failed-precondition', 'FailedPreconditionError');
export type FailedPreconditionError = VarscopeError;
