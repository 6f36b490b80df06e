import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** The initial values of some variables need each other. TensorFlow: `FailedPreconditionError`. */
export class InitializerCycleError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('InitializerCycleError', 'initializer-cycle', 'FailedPreconditionError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is InitializerCycleError {
    return VarscopeError.isInstance(error) && error.code === 'initializer-cycle';
  }
}
