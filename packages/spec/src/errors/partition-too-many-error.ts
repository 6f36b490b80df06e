import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** There are more shards than elements, or an offset lies outside the shape. TensorFlow: `ValueError`. */
export class PartitionTooManyError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('PartitionTooManyError', 'partition-too-many', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is PartitionTooManyError {
    return VarscopeError.isInstance(error) && error.code === 'partition-too-many';
  }
}
