import type { VariableCreator } from '@varscope/spec';
import { runInFrame } from './context.js';
import { currentFrame } from './current-frame.js';

/**
 * Runs `body` with `creator` taking part in the creation of every variable, of `getVariable` and of `new Variable`.
 * The innermost creator is called first; it calls `next` to go on. `tf.variable_creator_scope`.
 */
export function variableCreatorScope<R>(creator: VariableCreator, body: () => R): R {
  const outer = currentFrame();
  return runInFrame({ ...outer, creators: { creator, outer: outer.creators }, outer }, body);
}
