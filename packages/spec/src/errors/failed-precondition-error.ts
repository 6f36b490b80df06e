import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A variable is read that has no value yet. TensorFlow: `FailedPreconditionError`. */
export class FailedPreconditionError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('FailedPreconditionError', 'failed-precondition', 'FailedPreconditionError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is FailedPreconditionError {
    return VarscopeError.isInstance(error) && error.code === 'failed-precondition';
  }
}
