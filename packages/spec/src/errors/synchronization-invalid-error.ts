import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** There is no such synchronization mode. TensorFlow: `ValueError`. */
export class SynchronizationInvalidError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('SynchronizationInvalidError', 'synchronization-invalid', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is SynchronizationInvalidError {
    return VarscopeError.isInstance(error) && error.code === 'synchronization-invalid';
  }
}
