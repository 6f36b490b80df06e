import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** The initial value is nothing a tensor can be made of. TensorFlow: `TypeError`. */
export const BadInitialValueError: VarscopeErrorClass = /* @__PURE__ */ defineError('bad-initial-value', 'TypeError');
export type BadInitialValueError = VarscopeError;
