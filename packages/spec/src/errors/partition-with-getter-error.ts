import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** createPartitionedVariables was called under a custom getter. TensorFlow: `ValueError`. */
export const PartitionWithGetterError: VarscopeErrorClass = /* @__PURE__ */ defineError('partition-with-getter', 'ValueError');
export type PartitionWithGetterError = VarscopeError;
