import { GraphKeys } from '@varscope/spec';
import { ArgumentTypeError } from '@varscope/spec/errors';
import type { VariableScope } from '@varscope/scopes';
import {
  getCollection,
  getDefaultGraph,
  isVariable,
  type EagerVariableStore,
  type Graph,
  type PartitionedVariable,
  type Variable,
} from '@varscope/store';

/**
 * Variables by what has them: one or a list of them, trainable or not; the trainable ones of a scope, a graph or a
 * store; a collection of the current graph. A partitioned variable stands for its shards.
 */
export type VariableSource =
  | Variable
  | PartitionedVariable
  | Iterable<Variable | PartitionedVariable>
  | VariableScope
  | EagerVariableStore
  | Graph
  | string;

/**
 * The variables of a source in its order, each once; of the current graph by default. Never those of the whole page.
 * @throws ArgumentTypeError when something else is among them.
 */
export function listVariables(source: VariableSource = getDefaultGraph()): Variable[] {
  const variables = new Set<Variable>();
  for (const item of itemsOf(source)) {
    for (const variable of isIterable(item) ? item : [item]) {
      if (!isVariable(variable)) throw notVariable(variable);
      variables.add(variable);
    }
  }
  return [...variables];
}

function itemsOf(source: VariableSource): Iterable<unknown> {
  if (typeof source === 'string') return getCollection(source);
  if (isVariable(source)) return [source];
  if (isIterable(source)) return source;
  if ('trainableVariables' in source) return source.trainableVariables();
  return source.collections.get(GraphKeys.TRAINABLE_VARIABLES);
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

function notVariable(value: unknown): ArgumentTypeError {
  return new ArgumentTypeError('Argument is not a variable of Varscope. Create it with getVariable() or new Variable().', {
    found: String(value),
  });
}
