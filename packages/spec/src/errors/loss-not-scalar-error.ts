import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A loss is not a scalar. TensorFlow: `ValueError`. */
export class LossNotScalarError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('LossNotScalarError', 'loss-not-scalar', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is LossNotScalarError {
    return VarscopeError.isInstance(error) && error.code === 'loss-not-scalar';
  }
}
