import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A shape was given together with a value as initializer. TensorFlow: `ValueError`. */
export const ShapeWithConstantError: VarscopeErrorClass = /* @__PURE__ */ defineError('shape-with-constant', 'ValueError');
export type ShapeWithConstantError = VarscopeError;
