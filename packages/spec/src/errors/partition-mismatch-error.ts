import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A partitioned variable is reused with other partitions, or found with other shards. TensorFlow: `ValueError`. */
export class PartitionMismatchError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('PartitionMismatchError', 'partition-mismatch', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is PartitionMismatchError {
    return VarscopeError.isInstance(error) && error.code === 'partition-mismatch';
  }
}
