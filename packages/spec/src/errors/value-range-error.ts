import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A value does not fit into the declared dtype. TensorFlow: `ValueError`. */
export class ValueRangeError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('ValueRangeError', 'value-range', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is ValueRangeError {
    return VarscopeError.isInstance(error) && error.code === 'value-range';
  }
}
