import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A scope is left that is not the current one. TensorFlow: `RuntimeError`. */
export const NestingError: VarscopeErrorClass = /* @__PURE__ */ defineError('nesting', 'RuntimeError');
export type NestingError = VarscopeError;
