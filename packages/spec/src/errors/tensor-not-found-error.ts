import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A file has no tensor of that name. TensorFlow: `NotFoundError`. */
export const TensorNotFoundError: VarscopeErrorClass = /* @__PURE__ */ defineError('tensor-not-found', 'NotFoundError');
export type TensorNotFoundError = VarscopeError;
