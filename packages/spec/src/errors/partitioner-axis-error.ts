import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** The partitioner's axis does not exist. TensorFlow: `ValueError`, or `IndexError` where it finds out by indexing. */
export class PartitionerAxisError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails, tensorflowError: 'ValueError' | 'IndexError' = 'ValueError') {
    super('PartitionerAxisError', 'partitioner-axis', tensorflowError, message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is PartitionerAxisError {
    return VarscopeError.isInstance(error) && error.code === 'partitioner-axis';
  }
}
