import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** There is no file of that name. TensorFlow: `NotFoundError`. */
export const FileNotFoundError: VarscopeErrorClass = /* @__PURE__ */ defineError('file-not-found', 'NotFoundError');
export type FileNotFoundError = VarscopeError;
