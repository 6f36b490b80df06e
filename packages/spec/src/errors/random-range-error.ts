import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** The limits of random integers leave none between them. TensorFlow: `InvalidArgumentError`, when the op runs. */
export const RandomRangeError: VarscopeErrorClass = /* @__PURE__ */ defineError('random-range', 'InvalidArgumentError');
export type RandomRangeError = VarscopeError;
