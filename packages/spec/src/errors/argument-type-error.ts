import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** An argument has the wrong type. TensorFlow: `TypeError`. */
export const ArgumentTypeError: VarscopeErrorClass = /* @__PURE__ */ defineError('argument-type', 'TypeError');
export type ArgumentTypeError = VarscopeError;
