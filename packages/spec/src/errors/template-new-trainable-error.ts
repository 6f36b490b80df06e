import { VarscopeError, type ErrorDetails } from './varscope-error.js';

/** A template made a trainable variable after its first call. TensorFlow: `ValueError`. */
export class TemplateNewTrainableError extends VarscopeError {
  constructor(message: string, details?: ErrorDetails) {
    super('TemplateNewTrainableError', 'template-new-trainable', 'ValueError', message, details);
  }

  /** Whether `error` is one, from any copy of this package. */
  static override isInstance(error: unknown): error is TemplateNewTrainableError {
    return VarscopeError.isInstance(error) && error.code === 'template-new-trainable';
  }
}
