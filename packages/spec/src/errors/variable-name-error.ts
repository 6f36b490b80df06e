import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** Two live variables of the page have the same name, and tfjs looked one up by it. TensorFlow: `ValueError`. */
export class VariableNameError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('VariableNameError', 'variable-name-ambiguous', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is VariableNameError {
    return VarscopeError.isInstance(error) && error.code === 'variable-name-ambiguous';
  }
}
