import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A variable is reused that does not exist. TensorFlow: `ValueError`. */
export class VariableMissingError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('VariableMissingError', 'variable-missing', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is VariableMissingError {
    return VarscopeError.isInstance(error) && error.code === 'variable-missing';
  }
}
