import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** The collections of a variable are not a list. TensorFlow: `ValueError`. */
export const CollectionsTypeError: VarscopeErrorClass = /* @__PURE__ */ defineError('collections-type', 'ValueError');
export type CollectionsTypeError = VarscopeError;
