import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/**
 * A backend of tfjs does not start on this machine, or has lost the device that it ran on. TensorFlow has no such error; a
 * `RuntimeError` is its nearest.
 */
export const BackendUnavailableError: VarscopeErrorClass = /* @__PURE__ */ defineError('backend-unavailable', 'RuntimeError');
export type BackendUnavailableError = VarscopeError;
