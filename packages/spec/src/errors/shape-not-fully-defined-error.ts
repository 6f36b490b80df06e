import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A partitioned variable needs a fully known shape. TensorFlow: `ValueError`. */
export const ShapeNotFullyDefinedError: VarscopeErrorClass = /* @__PURE__ */ defineError('shape-not-fully-defined', 'ValueError');
export type ShapeNotFullyDefinedError = VarscopeError;
