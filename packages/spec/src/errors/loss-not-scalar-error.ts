import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A loss is not a scalar. TensorFlow: `ValueError`. */
export const LossNotScalarError: VarscopeErrorClass = /* @__PURE__ */ defineError('loss-not-scalar', 'ValueError');
export type LossNotScalarError = VarscopeError;
