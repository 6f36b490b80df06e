import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** An argument makes no sense. TensorFlow: `ValueError`. */
export class InvalidArgumentError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('InvalidArgumentError', 'invalid-argument', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is InvalidArgumentError {
    return VarscopeError.isInstance(error) && error.code === 'invalid-argument';
  }
}
