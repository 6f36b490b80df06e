import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A callback is not a function. TensorFlow: `TypeError`. */
export const NotCallableError: VarscopeErrorClass = /* @__PURE__ */ defineError('not-callable', 'TypeError');
export type NotCallableError = VarscopeError;
