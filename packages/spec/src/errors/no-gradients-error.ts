import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** The loss does not depend on any of the variables that are to be trained. TensorFlow: `ValueError`. */
export class NoGradientsError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('NoGradientsError', 'no-gradients', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is NoGradientsError {
    return VarscopeError.isInstance(error) && error.code === 'no-gradients';
  }
}
