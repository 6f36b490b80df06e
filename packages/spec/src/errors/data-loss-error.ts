import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A file is damaged, truncated, or not of the format that it is read as. TensorFlow: `DataLossError`. */
export const DataLossError: VarscopeErrorClass = /* @__PURE__ */ defineError('data-loss', 'DataLossError');
export type DataLossError = VarscopeError;
