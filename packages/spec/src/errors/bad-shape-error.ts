import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A shape has a negative or fractional dimension. TensorFlow: `ValueError`. */
export class BadShapeError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('BadShapeError', 'bad-shape', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is BadShapeError {
    return VarscopeError.isInstance(error) && error.code === 'bad-shape';
  }
}
