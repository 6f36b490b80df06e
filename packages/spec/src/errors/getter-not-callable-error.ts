import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** The custom getter is not a function. TensorFlow: `ValueError`. */
export const GetterNotCallableError: VarscopeErrorClass = /* @__PURE__ */ defineError('getter-not-callable', 'ValueError');
export type GetterNotCallableError = VarscopeError;
