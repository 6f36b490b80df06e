import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A scope is left that is not the current one. TensorFlow: `RuntimeError`. */
export class NestingError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('NestingError', 'nesting', 'RuntimeError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is NestingError {
    return VarscopeError.isInstance(error) && error.code === 'nesting';
  }
}
