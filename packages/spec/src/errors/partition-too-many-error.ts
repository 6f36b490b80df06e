import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** There are more shards than elements, or an offset lies outside the shape. TensorFlow: `ValueError`. */
export const PartitionTooManyError: VarscopeErrorClass = /* @__PURE__ */ defineError('partition-too-many', 'ValueError');
export type PartitionTooManyError = VarscopeError;
