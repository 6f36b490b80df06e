import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A callback is not a function. TensorFlow: `TypeError`. */
export class NotCallableError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('NotCallableError', 'not-callable', 'TypeError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is NotCallableError {
    return VarscopeError.isInstance(error) && error.code === 'not-callable';
  }
}
