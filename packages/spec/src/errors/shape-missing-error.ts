import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** Neither a shape nor an initializer was given. TensorFlow: `ValueError`. */
export class ShapeMissingError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('ShapeMissingError', 'shape-missing', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is ShapeMissingError {
    return VarscopeError.isInstance(error) && error.code === 'shape-missing';
  }
}
