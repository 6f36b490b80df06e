import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A value does not fit into the declared dtype. TensorFlow: `ValueError`. */
export const ValueRangeError: VarscopeErrorClass = /* @__PURE__ */ defineError('value-range', 'ValueError');
export type ValueRangeError = VarscopeError;
