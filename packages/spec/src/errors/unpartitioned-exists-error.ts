import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A partitioned variable is requested under the name of a plain one. TensorFlow: `ValueError`. */
export class UnpartitionedExistsError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('UnpartitionedExistsError', 'unpartitioned-exists', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is UnpartitionedExistsError {
    return VarscopeError.isInstance(error) && error.code === 'unpartitioned-exists';
  }
}
