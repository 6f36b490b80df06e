import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** Something that is known and cannot be done here, such as writing where files can only be read. TensorFlow: `UnimplementedError`. */
export const UnimplementedError: VarscopeErrorClass = /* @__PURE__ */ defineError('unimplemented', 'UnimplementedError');
export type UnimplementedError = VarscopeError;
