import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** There is no such synchronization mode. TensorFlow: `ValueError`. */
export const SynchronizationInvalidError: VarscopeErrorClass = /* @__PURE__ */ defineError('synchronization-invalid', 'ValueError');
export type SynchronizationInvalidError = VarscopeError;
