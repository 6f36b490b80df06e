import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** reuse is none of true, false, null and AUTO_REUSE. TensorFlow: `ValueError`. */
export const ReuseInvalidError: VarscopeErrorClass = /* @__PURE__ */ defineError('reuse-invalid', 'ValueError');
export type ReuseInvalidError = VarscopeError;
