import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A scalar cannot be partitioned. TensorFlow: `ValueError`. */
export const PartitionRankError: VarscopeErrorClass = /* @__PURE__ */ defineError('partition-rank', 'ValueError');
export type PartitionRankError = VarscopeError;
