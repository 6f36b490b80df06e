import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** The custom getter is not a function. TensorFlow: `ValueError`. */
export class GetterNotCallableError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('GetterNotCallableError', 'getter-not-callable', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is GetterNotCallableError {
    return VarscopeError.isInstance(error) && error.code === 'getter-not-callable';
  }
}
