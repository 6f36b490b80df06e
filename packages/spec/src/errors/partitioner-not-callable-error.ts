import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** The partitioner is not a function. TensorFlow: `ValueError`. */
export class PartitionerNotCallableError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('PartitionerNotCallableError', 'partitioner-not-callable', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is PartitionerNotCallableError {
    return VarscopeError.isInstance(error) && error.code === 'partitioner-not-callable';
  }
}
