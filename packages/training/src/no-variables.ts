import { NoVariablesError } from '@varscope/spec/errors';
import { getDefaultGraph, type Graph } from '@varscope/store';
import type { VariableSource } from './list-variables.js';

/** How many names an error lists. */
const LISTED = 10;

/** The error for a source without variables: what was looked for, and what there is instead. */
export function noVariables(source: VariableSource = getDefaultGraph()): NoVariablesError {
  const all = [...graphOf(source).variables.values()];
  const names = all.slice(0, LISTED).map(({ op, trainable }) => (trainable ? op.name : `${op.name} (not trainable)`));
  const more = all.length > LISTED ? `, and ${all.length - LISTED} more` : '';
  return new NoVariablesError('No variables to optimize.', {
    expected: describe(source),
    found: all.length === 0 ? 'a graph without variables: build the model before it is trained' : `in the graph: ${names.join(', ')}${more}`,
  });
}

function graphOf(source: VariableSource): Graph {
  if (typeof source === 'string') return getDefaultGraph();
  if ('graph' in source) return source.graph;
  return 'collections' in source ? source : getDefaultGraph();
}

function describe(source: VariableSource): string {
  if (typeof source === 'string') return `variables in the collection '${source}'`;
  if (Symbol.iterator in source) return 'variables in the list';
  return 'originalNameScope' in source ? `trainable variables in the scope '${source.name}'` : 'trainable variables';
}
