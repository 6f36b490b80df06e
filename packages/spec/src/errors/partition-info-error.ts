import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A PartitionInfo does not fit the shape it is asked about. TensorFlow: `ValueError`, or `TypeError` for what is no list. */
export const PartitionInfoError: VarscopeErrorClass = /* @__PURE__ */ defineError('partition-info', 'ValueError');
export type PartitionInfoError = VarscopeError;
