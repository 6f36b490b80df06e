import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A template needs a name. TensorFlow: `ValueError`. */
export class TemplateNameMissingError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('TemplateNameMissingError', 'template-name-missing', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is TemplateNameMissingError {
    return VarscopeError.isInstance(error) && error.code === 'template-name-missing';
  }
}
