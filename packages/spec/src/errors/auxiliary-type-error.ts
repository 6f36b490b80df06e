import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** auxiliaryNameScope is not a boolean. TensorFlow: `TypeError`. */
export class AuxiliaryTypeError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('AuxiliaryTypeError', 'auxiliary-type', 'TypeError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is AuxiliaryTypeError {
    return VarscopeError.isInstance(error) && error.code === 'auxiliary-type';
  }
}
