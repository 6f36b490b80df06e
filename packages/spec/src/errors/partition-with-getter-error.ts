import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** createPartitionedVariables was called under a custom getter. TensorFlow: `ValueError`. */
export class PartitionWithGetterError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('PartitionWithGetterError', 'partition-with-getter', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is PartitionWithGetterError {
    return VarscopeError.isInstance(error) && error.code === 'partition-with-getter';
  }
}
