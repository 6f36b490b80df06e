import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A partitioned variable is reused with other partitions, or found with other shards. TensorFlow: `ValueError`. */
export const PartitionMismatchError: VarscopeErrorClass = /* @__PURE__ */ defineError('partition-mismatch', 'ValueError');
export type PartitionMismatchError = VarscopeError;
