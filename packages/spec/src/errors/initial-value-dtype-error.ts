import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** The initial value cannot be had in the requested dtype. TensorFlow: `ValueError`. */
export class InitialValueDTypeError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('InitialValueDTypeError', 'initial-value-dtype', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is InitialValueDTypeError {
    return VarscopeError.isInstance(error) && error.code === 'initial-value-dtype';
  }
}
