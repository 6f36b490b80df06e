import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** The partitioner is not a function. TensorFlow: `ValueError`. */
export const PartitionerNotCallableError: VarscopeErrorClass = /* @__PURE__ */ defineError('partitioner-not-callable', 'ValueError');
export type PartitionerNotCallableError = VarscopeError;
