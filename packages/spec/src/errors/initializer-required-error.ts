import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** The dtype has no default initializer. TensorFlow: `ValueError`. */
export const InitializerRequiredError: VarscopeErrorClass = /* @__PURE__ */ defineError('initializer-required', 'ValueError');
export type InitializerRequiredError = VarscopeError;
