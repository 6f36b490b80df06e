import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** An absolute name is already in use in the graph. TensorFlow: `ValueError`. */
export class DuplicateNodeError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('DuplicateNodeError', 'duplicate-node', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is DuplicateNodeError {
    return VarscopeError.isInstance(error) && error.code === 'duplicate-node';
  }
}
