import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A scope with a default name cannot be asked to reuse. TensorFlow: `ValueError`. */
export class ReuseWithoutNameError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('ReuseWithoutNameError', 'reuse-without-name', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is ReuseWithoutNameError {
    return VarscopeError.isInstance(error) && error.code === 'reuse-without-name';
  }
}
