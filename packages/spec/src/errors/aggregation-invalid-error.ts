import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** There is no such aggregation mode. TensorFlow: `ValueError`. */
export class AggregationInvalidError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('AggregationInvalidError', 'aggregation-invalid', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is AggregationInvalidError {
    return VarscopeError.isInstance(error) && error.code === 'aggregation-invalid';
  }
}
