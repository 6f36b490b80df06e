import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** The partitioner's axis does not exist. TensorFlow: `ValueError`. */
export class PartitionerAxisError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('PartitionerAxisError', 'partitioner-axis', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is PartitionerAxisError {
    return VarscopeError.isInstance(error) && error.code === 'partitioner-axis';
  }
}
