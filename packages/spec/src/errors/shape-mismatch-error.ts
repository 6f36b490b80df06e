import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A variable is reused with another shape. TensorFlow: `ValueError`. */
export class ShapeMismatchError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('ShapeMismatchError', 'shape-mismatch', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is ShapeMismatchError {
    return VarscopeError.isInstance(error) && error.code === 'shape-mismatch';
  }
}
