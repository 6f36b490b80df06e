import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A variable is used after it was disposed. TensorFlow: `FailedPreconditionError`. */
export const VariableDisposedError: VarscopeErrorClass = /* @__PURE__ */ defineError('variable-disposed', 'FailedPreconditionError');
export type VariableDisposedError = VarscopeError;
