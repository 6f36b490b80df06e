import { currentFrame } from '@varscope/store';
import { scopeOf } from './root-scope.js';
import type { VariableScope } from './scope.js';

/** The current variable scope. */
export function getVariableScope(): VariableScope {
  return scopeOf(currentFrame());
}
