import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** The dtype has no default initializer. TensorFlow: `ValueError`. */
export class InitializerRequiredError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('InitializerRequiredError', 'initializer-required', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is InitializerRequiredError {
    return VarscopeError.isInstance(error) && error.code === 'initializer-required';
  }
}
