import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A variable is used after it was disposed. TensorFlow: `FailedPreconditionError`. */
export class VariableDisposedError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('VariableDisposedError', 'variable-disposed', 'FailedPreconditionError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is VariableDisposedError {
    return VarscopeError.isInstance(error) && error.code === 'variable-disposed';
  }
}
