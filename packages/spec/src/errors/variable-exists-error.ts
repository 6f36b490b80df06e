import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A variable is created again without reuse. TensorFlow: `ValueError`. */
export class VariableExistsError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('VariableExistsError', 'variable-exists', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is VariableExistsError {
    return VarscopeError.isInstance(error) && error.code === 'variable-exists';
  }
}
