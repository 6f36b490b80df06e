import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** The initializer needs a shape that is not fully known. TensorFlow: `ValueError`. */
export const InvalidInitializerError: VarscopeErrorClass = /* @__PURE__ */ defineError('invalid-initializer', 'ValueError');
export type InvalidInitializerError = VarscopeError;
