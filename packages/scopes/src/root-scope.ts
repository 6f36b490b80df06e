import { NestingError } from '@varscope/spec/errors';
import type { Frame, Graph } from '@varscope/store';
import { VariableScope } from './scope.js';
import { ROOT_SETTINGS } from './scope-settings.js';

/** The current variable scope of a frame: the root scope of its graph where none is open. */
export function scopeOf(frame: Frame): VariableScope {
  return (frame.scope ?? rootScope(frame.graph)) as VariableScope; // this package alone sets it
}

/** The graph keeps its root scope, which is made when it is first asked for. */
function rootScope(graph: Graph): VariableScope {
  graph.rootScope ??= new VariableScope(graph, '', '', ROOT_SETTINGS, () => {
    throw new NestingError('Improper nesting of variable_scope: the root scope cannot be left.');
  });
  return graph.rootScope as VariableScope; // just made, or made here before
}
