import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** An explicit dtype disagrees with that of a value given as initializer. TensorFlow: `ValueError`. */
export class InitializerDTypeMismatchError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('InitializerDTypeMismatchError', 'initializer-dtype-mismatch', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is InitializerDTypeMismatchError {
    return VarscopeError.isInstance(error) && error.code === 'initializer-dtype-mismatch';
  }
}
