import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** The partitioner's axis does not exist. TensorFlow: `ValueError`, or `IndexError` where it finds out by indexing. */
export const PartitionerAxisError: VarscopeErrorClass = /* @__PURE__ */ defineError('partitioner-axis', 'ValueError');
export type PartitionerAxisError = VarscopeError;
