import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** The constraint is not a function. TensorFlow: `ValueError`. */
export class ConstraintNotCallableError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('ConstraintNotCallableError', 'constraint-not-callable', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is ConstraintNotCallableError {
    return VarscopeError.isInstance(error) && error.code === 'constraint-not-callable';
  }
}
