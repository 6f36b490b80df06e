import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A partitioner was made with an argument that makes no sense. TensorFlow: `ValueError`. */
export const PartitionerArgumentError: VarscopeErrorClass = /* @__PURE__ */ defineError('partitioner-argument', 'ValueError');
export type PartitionerArgumentError = VarscopeError;
