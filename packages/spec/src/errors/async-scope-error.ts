import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A scope cannot follow an await here. TensorFlow: `RuntimeError`. */
export class AsyncScopeError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('AsyncScopeError', 'async-scope', 'RuntimeError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is AsyncScopeError {
    return VarscopeError.isInstance(error) && error.code === 'async-scope';
  }
}
