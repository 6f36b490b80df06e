import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A template made a trainable variable after its first call. TensorFlow: `ValueError`. */
export const TemplateNewTrainableError: VarscopeErrorClass = /* @__PURE__ */ defineError('template-new-trainable', 'ValueError');
export type TemplateNewTrainableError = VarscopeError;
