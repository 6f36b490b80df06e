import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A name has a character that TensorFlow does not allow. TensorFlow: `ValueError`. */
export const BadNameError: VarscopeErrorClass = /* @__PURE__ */ defineError('bad-name', 'ValueError');
export type BadNameError = VarscopeError;
