import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A variable scope has neither a name nor a default name. TensorFlow: `TypeError`. */
export const ScopeNameMissingError: VarscopeErrorClass = /* @__PURE__ */ defineError('scope-name-missing', 'TypeError');
export type ScopeNameMissingError = VarscopeError;
