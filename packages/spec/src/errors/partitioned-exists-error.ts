import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A plain variable is requested under the name of a partitioned one. TensorFlow: `ValueError`. */
export const PartitionedExistsError: VarscopeErrorClass = /* @__PURE__ */ defineError('partitioned-exists', 'ValueError');
export type PartitionedExistsError = VarscopeError;
