import { groupByScope, type Grouped } from './group-by-scope.js';
import { summarizeVariables, type SummarizedVariable } from './summarize-variables.js';
import type { Count, ScopeSummary, Totals, VariableSummary } from './summary.js';

/** Variables, partitioned variables, or both. */
export type SummarizedVariables = Iterable<SummarizedVariable | Iterable<SummarizedVariable>>;

/** What can be summarized: a list, or anything that has one: a graph, a variable store, a template. */
export type SummarySource =
  | SummarizedVariables
  | { readonly variables: SummarizedVariables | ReadonlyMap<string, SummarizedVariable> | (() => SummarizedVariables) };

/**
 * The variables by scope, with shapes, dtypes, sizes and devices, and totals for every scope: plain data, for
 * `formatSummaryText`, `formatSummaryHtml` or a program. Values are not read, so that it works before
 * initialization. A variable that is listed twice counts once.
 *
 * TensorFlow 1.x has no such function; `tf.contrib.slim.model_analyzer` printed a list.
 */
export function summarize(source: SummarySource): ScopeSummary {
  return finish(groupByScope(summarizeVariables(flatten(listOf(source)))));
}

function finish({ name, members, scopes }: Grouped<VariableSummary>): ScopeSummary {
  const finished = scopes.map(finish);
  return { name, variables: members, scopes: finished, totals: totalsOf(members, finished) };
}

function totalsOf(variables: readonly VariableSummary[], scopes: readonly ScopeSummary[]): Totals {
  const count = (part: keyof Totals, counted: readonly VariableSummary[]): Count => {
    const counts = [...counted.map(countOne), ...scopes.map((scope) => scope.totals[part])];
    return {
      variables: counts.reduce((sum, each) => sum + each.variables, 0),
      parameters: counts.reduce((sum, each) => sum + each.parameters, 0),
      bytes: counts.reduce((sum, each) => sum + each.bytes, 0),
    };
  };
  return {
    all: count('all', variables),
    trainable: count('trainable', variables.filter((variable) => variable.trainable)),
    nonTrainable: count('nonTrainable', variables.filter((variable) => !variable.trainable)),
  };
}

function countOne({ parameters, bytes }: VariableSummary): Count {
  return { variables: 1, parameters, bytes: bytes ?? 0 };
}

function listOf(source: SummarySource): SummarizedVariables {
  const listed = 'variables' in source ? source.variables : source;
  if (typeof listed === 'function') return listed.call(source);
  return isMap(listed) ? listed.values() : listed;
}

function isMap(listed: object): listed is ReadonlyMap<string, SummarizedVariable> {
  return listed instanceof Map;
}

function* flatten(variables: SummarizedVariables): Generator<SummarizedVariable> {
  for (const each of variables) {
    if (Symbol.iterator in each) yield* each;
    else yield each;
  }
}
