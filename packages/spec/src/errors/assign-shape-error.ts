import { defineError, type VarscopeErrorClass } from './define-error.js';
import type { VarscopeError } from './varscope-error.js';

/** A value of another shape is assigned to a variable. TensorFlow: `ValueError`. */
export const AssignShapeError: VarscopeErrorClass = /* @__PURE__ */ defineError('assign-shape', 'ValueError');
export type AssignShapeError = VarscopeError;
