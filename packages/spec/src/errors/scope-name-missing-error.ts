import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A variable scope has neither a name nor a default name. TensorFlow: `TypeError`. */
export class ScopeNameMissingError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('ScopeNameMissingError', 'scope-name-missing', 'TypeError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is ScopeNameMissingError {
    return VarscopeError.isInstance(error) && error.code === 'scope-name-missing';
  }
}
