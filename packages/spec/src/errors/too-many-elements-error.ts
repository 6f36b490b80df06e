import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A constant initializer has more elements than the shape. TensorFlow: `ValueError`. */
export class TooManyElementsError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('TooManyElementsError', 'too-many-elements', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is TooManyElementsError {
    return VarscopeError.isInstance(error) && error.code === 'too-many-elements';
  }
}
