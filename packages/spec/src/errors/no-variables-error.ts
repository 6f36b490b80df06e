import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** There is nothing to train. TensorFlow: `ValueError`. */
export class NoVariablesError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('NoVariablesError', 'no-variables', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is NoVariablesError {
    return VarscopeError.isInstance(error) && error.code === 'no-variables';
  }
}
