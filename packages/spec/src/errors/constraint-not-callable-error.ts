import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** The constraint is not a function. TensorFlow: `ValueError`. */
export const ConstraintNotCallableError: VarscopeErrorClass = /* @__PURE__ */ defineError('constraint-not-callable', 'ValueError');
export type ConstraintNotCallableError = VarscopeError;
