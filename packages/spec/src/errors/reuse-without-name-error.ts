import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A scope with a default name cannot be asked to reuse. TensorFlow: `ValueError`. */
export const ReuseWithoutNameError: VarscopeErrorClass = /* @__PURE__ */ defineError('reuse-without-name', 'ValueError');
export type ReuseWithoutNameError = VarscopeError;
