import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** The initial values of some variables need each other. TensorFlow: `FailedPreconditionError`. */
export const InitializerCycleError: VarscopeErrorClass = /* @__PURE__ */ defineError('initializer-cycle', 'FailedPreconditionError');
export type InitializerCycleError = VarscopeError;
