import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** Things of two graphs are used together, or a graph is used after it was disposed. TensorFlow: `ValueError`. */
export class GraphMismatchError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('GraphMismatchError', 'graph-mismatch', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is GraphMismatchError {
    return VarscopeError.isInstance(error) && error.code === 'graph-mismatch';
  }
}
