import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A PartitionInfo does not fit the shape it is asked about. TensorFlow: `ValueError`. */
export class PartitionInfoError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('PartitionInfoError', 'partition-info', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is PartitionInfoError {
    return VarscopeError.isInstance(error) && error.code === 'partition-info';
  }
}
