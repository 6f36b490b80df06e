import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A backend of tfjs does not start on this machine. TensorFlow has no such error; a `RuntimeError` is its nearest. */
export class BackendUnavailableError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('BackendUnavailableError', 'backend-unavailable', 'RuntimeError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is BackendUnavailableError {
    return VarscopeError.isInstance(error) && error.code === 'backend-unavailable';
  }
}
