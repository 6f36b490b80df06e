import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** The gradient of an operation is not registered in tfjs. TensorFlow: `LookupError`. */
export class GradientMissingError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('GradientMissingError', 'gradient-missing', 'LookupError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is GradientMissingError {
    return VarscopeError.isInstance(error) && error.code === 'gradient-missing';
  }
}
