import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A partitioned variable is requested under the name of a plain one. TensorFlow: `ValueError`. */
export const UnpartitionedExistsError: VarscopeErrorClass = /* @__PURE__ */ defineError('unpartitioned-exists', 'ValueError');
export type UnpartitionedExistsError = VarscopeError;
