import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** The collections of a variable are not a list. TensorFlow: `ValueError`. */
export class CollectionsTypeError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('CollectionsTypeError', 'collections-type', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is CollectionsTypeError {
    return VarscopeError.isInstance(error) && error.code === 'collections-type';
  }
}
