import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A variable is reused that does not exist. TensorFlow: `ValueError`. */
export const VariableMissingError: VarscopeErrorClass = /* @__PURE__ */ defineError('variable-missing', 'ValueError');
export type VariableMissingError = VarscopeError;
