import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** Things of two graphs are used together, or a graph is used after it was disposed. TensorFlow: `ValueError`. */
export const GraphMismatchError: VarscopeErrorClass = /* @__PURE__ */ defineError('graph-mismatch', 'ValueError');
export type GraphMismatchError = VarscopeError;
