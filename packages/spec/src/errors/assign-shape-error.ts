import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A value of another shape is assigned to a variable. TensorFlow: `ValueError`. */
export class AssignShapeError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('AssignShapeError', 'assign-shape', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is AssignShapeError {
    return VarscopeError.isInstance(error) && error.code === 'assign-shape';
  }
}
