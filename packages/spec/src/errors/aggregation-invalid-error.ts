import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** There is no such aggregation mode. TensorFlow: `ValueError`. */
export const AggregationInvalidError: VarscopeErrorClass = /* @__PURE__ */ defineError('aggregation-invalid', 'ValueError');
export type AggregationInvalidError = VarscopeError;
