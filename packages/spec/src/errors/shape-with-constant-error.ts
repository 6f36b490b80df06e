import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A shape was given together with a value as initializer. TensorFlow: `ValueError`. */
export class ShapeWithConstantError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('ShapeWithConstantError', 'shape-with-constant', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is ShapeWithConstantError {
    return VarscopeError.isInstance(error) && error.code === 'shape-with-constant';
  }
}
