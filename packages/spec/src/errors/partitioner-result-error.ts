import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** The partitioner returned something that is no partitioning of the shape. TensorFlow: `ValueError`. */
export class PartitionerResultError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('PartitionerResultError', 'partitioner-result', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is PartitionerResultError {
    return VarscopeError.isInstance(error) && error.code === 'partitioner-result';
  }
}
