import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** The initial value does not have the shape of the variable. TensorFlow: `ValueError`. */
export class InitializerShapeMismatchError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('InitializerShapeMismatchError', 'initializer-shape-mismatch', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is InitializerShapeMismatchError {
    return VarscopeError.isInstance(error) && error.code === 'initializer-shape-mismatch';
  }
}
