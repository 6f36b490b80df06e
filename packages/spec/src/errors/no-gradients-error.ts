import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** The loss does not depend on any of the variables that are to be trained. TensorFlow: `ValueError`. */
export const NoGradientsError: VarscopeErrorClass = /* @__PURE__ */ defineError('no-gradients', 'ValueError');
export type NoGradientsError = VarscopeError;
