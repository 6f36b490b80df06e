import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** An absolute name is already in use in the graph. TensorFlow: `ValueError`. */
export const DuplicateNodeError: VarscopeErrorClass = /* @__PURE__ */ defineError('duplicate-node', 'ValueError');
export type DuplicateNodeError = VarscopeError;
