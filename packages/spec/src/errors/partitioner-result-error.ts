import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** The partitioner returned something that is no partitioning of the shape. TensorFlow: `ValueError`. */
export const PartitionerResultError: VarscopeErrorClass = /* @__PURE__ */ defineError('partitioner-result', 'ValueError');
export type PartitionerResultError = VarscopeError;
