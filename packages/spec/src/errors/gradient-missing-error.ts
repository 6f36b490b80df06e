import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** The gradient of an operation is not registered in tfjs. TensorFlow: `LookupError`. */
export const GradientMissingError: VarscopeErrorClass = /* @__PURE__ */ defineError('gradient-missing', 'LookupError');
export type GradientMissingError = VarscopeError;
