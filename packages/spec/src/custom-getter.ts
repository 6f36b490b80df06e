import type { VariableRequest } from './variable-request.js';
import type { VariableResult } from './variable.js';

/** Gets or creates the variable of the full name `name`; options that are absent have TensorFlow's defaults. */
export type VariableGetter = (name: string, options?: Partial<VariableRequest>) => VariableResult;

/**
 * Decides what a request for a variable gives. It calls `getter` to go on, with the same or other arguments, as often
 * as it likes, and returns whatever `getVariable` shall return.
 */
export type CustomGetter = (getter: VariableGetter, name: string, options: VariableRequest) => VariableResult;
