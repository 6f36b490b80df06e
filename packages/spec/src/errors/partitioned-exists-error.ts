import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A plain variable is requested under the name of a partitioned one. TensorFlow: `ValueError`. */
export class PartitionedExistsError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('PartitionedExistsError', 'partitioned-exists', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is PartitionedExistsError {
    return VarscopeError.isInstance(error) && error.code === 'partitioned-exists';
  }
}
