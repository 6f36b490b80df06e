import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A device string cannot be parsed. TensorFlow: `ValueError`. */
export const DeviceSpecError: VarscopeErrorClass = /* @__PURE__ */ defineError('device-spec', 'ValueError');
export type DeviceSpecError = VarscopeError;
