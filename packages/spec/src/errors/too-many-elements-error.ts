import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A constant initializer has more elements than the shape. TensorFlow: `ValueError`. */
export const TooManyElementsError: VarscopeErrorClass = /* @__PURE__ */ defineError('too-many-elements', 'ValueError');
export type TooManyElementsError = VarscopeError;
