import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** reuse is none of true, false, null and AUTO_REUSE. TensorFlow: `ValueError`. */
export class ReuseInvalidError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('ReuseInvalidError', 'reuse-invalid', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is ReuseInvalidError {
    return VarscopeError.isInstance(error) && error.code === 'reuse-invalid';
  }
}
