import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** There is nothing to train. TensorFlow: `ValueError`. */
export const NoVariablesError: VarscopeErrorClass = /* @__PURE__ */ defineError('no-variables', 'ValueError');
export type NoVariablesError = VarscopeError;
