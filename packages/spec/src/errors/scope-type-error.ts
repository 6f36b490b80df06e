import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A variable scope was given neither a name nor a scope. TensorFlow: `TypeError`. */
export class ScopeTypeError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('ScopeTypeError', 'scope-type', 'TypeError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is ScopeTypeError {
    return VarscopeError.isInstance(error) && error.code === 'scope-type';
  }
}
