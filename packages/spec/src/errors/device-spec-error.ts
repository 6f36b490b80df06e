import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A device string cannot be parsed. TensorFlow: `ValueError`. */
export class DeviceSpecError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('DeviceSpecError', 'device-spec', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is DeviceSpecError {
    return VarscopeError.isInstance(error) && error.code === 'device-spec';
  }
}
