import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** The shape and the slicing of createPartitionedVariables differ in rank. TensorFlow: `ValueError`. */
export class SlicingMismatchError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('SlicingMismatchError', 'slicing-mismatch', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is SlicingMismatchError {
    return VarscopeError.isInstance(error) && error.code === 'slicing-mismatch';
  }
}
