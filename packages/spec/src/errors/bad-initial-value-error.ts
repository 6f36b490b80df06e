import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** The initial value is nothing a tensor can be made of. TensorFlow: `TypeError`. */
export class BadInitialValueError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('BadInitialValueError', 'bad-initial-value', 'TypeError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is BadInitialValueError {
    return VarscopeError.isInstance(error) && error.code === 'bad-initial-value';
  }
}
