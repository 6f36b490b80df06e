import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** The shape and the slicing of createPartitionedVariables differ in rank. TensorFlow: `ValueError`. */
export const SlicingMismatchError: VarscopeErrorClass = /* @__PURE__ */ defineError('slicing-mismatch', 'ValueError');
export type SlicingMismatchError = VarscopeError;
