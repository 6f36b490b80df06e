import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A template needs a name. TensorFlow: `ValueError`. */
export const TemplateNameMissingError: VarscopeErrorClass = /* @__PURE__ */ defineError('template-name-missing', 'ValueError');
export type TemplateNameMissingError = VarscopeError;
