import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** There is no such dtype. TensorFlow: `TypeError`. */
export class DTypeInvalidError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('DTypeInvalidError', 'dtype-invalid', 'TypeError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is DTypeInvalidError {
    return VarscopeError.isInstance(error) && error.code === 'dtype-invalid';
  }
}
