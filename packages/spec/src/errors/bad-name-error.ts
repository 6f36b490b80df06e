import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A name has a character that TensorFlow does not allow. TensorFlow: `ValueError`. */
export class BadNameError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('BadNameError', 'bad-name', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is BadNameError {
    return VarscopeError.isInstance(error) && error.code === 'bad-name';
  }
}
