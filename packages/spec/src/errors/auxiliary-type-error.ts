import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** auxiliaryNameScope is not a boolean. TensorFlow: `TypeError`. */
export const AuxiliaryTypeError: VarscopeErrorClass = /* @__PURE__ */ defineError('auxiliary-type', 'TypeError');
export type AuxiliaryTypeError = VarscopeError;
