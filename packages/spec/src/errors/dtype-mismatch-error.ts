import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A variable is reused with another dtype. TensorFlow: `ValueError`. */
export class DTypeMismatchError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('DTypeMismatchError', 'dtype-mismatch', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is DTypeMismatchError {
    return VarscopeError.isInstance(error) && error.code === 'dtype-mismatch';
  }
}
