import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** An argument has the wrong type. TensorFlow: `TypeError`. */
export class ArgumentTypeError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('ArgumentTypeError', 'argument-type', 'TypeError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is ArgumentTypeError {
    return VarscopeError.isInstance(error) && error.code === 'argument-type';
  }
}
