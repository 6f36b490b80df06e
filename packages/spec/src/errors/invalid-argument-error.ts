import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** An argument makes no sense. TensorFlow: `ValueError`. */
export const InvalidArgumentError: VarscopeErrorClass = /* @__PURE__ */ defineError('invalid-argument', 'ValueError');
export type InvalidArgumentError = VarscopeError;
