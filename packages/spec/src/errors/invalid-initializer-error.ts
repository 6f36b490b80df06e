import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** The initializer needs a shape that is not fully known. TensorFlow: `ValueError`. */
export class InvalidInitializerError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('InvalidInitializerError', 'invalid-initializer', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is InvalidInitializerError {
    return VarscopeError.isInstance(error) && error.code === 'invalid-initializer';
  }
}
