import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A scope cannot follow an await here. TensorFlow: `RuntimeError`. */
export const AsyncScopeError: VarscopeErrorClass = /* @__PURE__ */ defineError('async-scope', 'RuntimeError');
export type AsyncScopeError = VarscopeError;
