import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A variable is created again without reuse. TensorFlow: `ValueError`. */
export const VariableExistsError: VarscopeErrorClass = /* @__PURE__ */ defineError('variable-exists', 'ValueError');
export type VariableExistsError = VarscopeError;
