import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A variable scope was given neither a name nor a scope. TensorFlow: `TypeError`. */
export const ScopeTypeError: VarscopeErrorClass = /* @__PURE__ */ defineError('scope-type', 'TypeError');
export type ScopeTypeError = VarscopeError;
