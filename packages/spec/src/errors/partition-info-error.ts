import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A PartitionInfo does not fit the shape it is asked about. TensorFlow: `ValueError`, or `TypeError` for what is no list. */
export class PartitionInfoError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails, tensorflowError: 'ValueError' | 'TypeError' = 'ValueError') {
    super('PartitionInfoError', 'partition-info', tensorflowError, message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is PartitionInfoError {
    return VarscopeError.isInstance(error) && error.code === 'partition-info';
  }
}
