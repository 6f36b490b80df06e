import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A partitioner was made with an argument that makes no sense. TensorFlow: `ValueError`. */
export class PartitionerArgumentError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('PartitionerArgumentError', 'partitioner-argument', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is PartitionerArgumentError {
    return VarscopeError.isInstance(error) && error.code === 'partitioner-argument';
  }
}
