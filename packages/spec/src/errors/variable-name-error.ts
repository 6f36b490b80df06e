import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** Two live variables of the page have the same name, and tfjs looked one up by it. TensorFlow: `ValueError`. */
export const VariableNameError: VarscopeErrorClass = /* @__PURE__ */ defineError('variable-name', 'ValueError');
export type VariableNameError = VarscopeError;
