import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A value of another dtype is assigned to a variable. TensorFlow: `ValueError`. */
export class AssignDTypeError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('AssignDTypeError', 'assign-dtype', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is AssignDTypeError {
    return VarscopeError.isInstance(error) && error.code === 'assign-dtype';
  }
}
