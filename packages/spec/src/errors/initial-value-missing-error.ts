import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A variable was made without an initial value. TensorFlow: `ValueError`. */
export class InitialValueMissingError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('InitialValueMissingError', 'initial-value-missing', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is InitialValueMissingError {
    return VarscopeError.isInstance(error) && error.code === 'initial-value-missing';
  }
}
