import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A partitioned variable needs a fully known shape. TensorFlow: `ValueError`. */
export class ShapeNotFullyDefinedError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('ShapeNotFullyDefinedError', 'shape-not-fully-defined', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is ShapeNotFullyDefinedError {
    return VarscopeError.isInstance(error) && error.code === 'shape-not-fully-defined';
  }
}
