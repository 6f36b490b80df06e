import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A scalar cannot be partitioned. TensorFlow: `ValueError`. */
export class PartitionRankError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('PartitionRankError', 'partition-rank', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is PartitionRankError {
    return VarscopeError.isInstance(error) && error.code === 'partition-rank';
  }
}
