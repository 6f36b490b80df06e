import { GraphKeys } from '@varscope/spec';
import { getCollection } from './get-collection.js';
import type { GraphVariable } from './graph-variable.js';

/** The variables that were created without other collections, in order of creation; `scope` as in `getCollection`. */
export function globalVariables(scope?: string | null): GraphVariable[] {
  return variables(GraphKeys.GLOBAL_VARIABLES, scope);
}

/** The variables that optimizers train. */
export function trainableVariables(scope?: string | null): GraphVariable[] {
  return variables(GraphKeys.TRAINABLE_VARIABLES, scope);
}

/** The variables of `getLocalVariable`: not saved, not trained. */
export function localVariables(scope?: string | null): GraphVariable[] {
  return variables(GraphKeys.LOCAL_VARIABLES, scope);
}

/** The variables that were added to the collection of model variables. */
export function modelVariables(scope?: string | null): GraphVariable[] {
  return variables(GraphKeys.MODEL_VARIABLES, scope);
}

/** The variables that keep moving averages. */
export function movingAverageVariables(scope?: string | null): GraphVariable[] {
  return variables(GraphKeys.MOVING_AVERAGE_VARIABLES, scope);
}

function variables(key: string, scope: string | null | undefined): GraphVariable[] {
  return getCollection(key, scope) as GraphVariable[]; // what users add to these collections is their contract
}
