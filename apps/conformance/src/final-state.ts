import { mul, tidy } from '@tensorflow/tfjs-core';
import {
  getCollection,
  getNameScope,
  getVariableScope,
  GraphKeys,
  isPartitionedVariable,
  isVariable,
  type Graph,
  type Variable,
} from 'varscope';
import type { Json, JsonObject } from './case-format.js';
import { hasValue } from './has-value.js';
import { isLoss } from './is-loss.js';
import { readLoss } from './read-loss.js';
import { readValue } from './read-value.js';
import type { TraceFacts } from './trace-facts.js';
import type { TraceRecorder } from './trace-recorder.js';

/** The state at the end of a program (FORMAT.md, section 6), taken when it is constructed. */
export class FinalState {
  readonly facts: JsonObject;
  /** All variables: in a collection, in the default store, or returned by a step. */
  readonly variables: readonly Variable[];
  readonly #recorder: TraceRecorder;

  constructor(graph: Graph, recorder: TraceRecorder, facts: TraceFacts) {
    const scope = getVariableScope();
    this.facts = {
      scope_name: scope.name,
      scope_reuse: facts.reuse(scope.reuse),
      name_scope: getNameScope(),
      collections: collectionFacts(graph, facts),
    };
    this.variables = variablesOf(graph, recorder);
    this.#recorder = recorder;
  }

  /** Reads the values of the variables and the losses, and the losses once more after doubling the variables. */
  measure(): void {
    const values: JsonObject = {};
    for (const variable of this.variables.filter(({ declaredShape }) => hasValue(declaredShape))) {
      const put = (value: Json | undefined): void => {
        if (value !== undefined) values[variable.name] = value;
      };
      this.#recorder.measure(put, () => readValue(variable));
    }
    this.facts['values'] = values;
    this.facts['losses'] = this.#measureLosses();
    for (const variable of this.variables) if (variable.declaredDtype === 'float32') double(variable);
    this.facts['losses_after_doubling'] = this.#measureLosses();
  }

  #measureLosses(): Json[] {
    const losses = getCollection(GraphKeys.REGULARIZATION_LOSSES).filter(isLoss);
    const values: Json[] = losses.map(() => null);
    losses.forEach((loss, i) => {
      this.#recorder.measure((value) => (values[i] = value ?? null), () => readLoss(loss));
    });
    return values;
  }
}

function collectionFacts(graph: Graph, facts: TraceFacts): JsonObject {
  const keys = graph.collections.keys().filter((key) => key !== GraphKeys.REGULARIZATION_LOSSES);
  return Object.fromEntries(keys.map((key) => [key, facts.items(getCollection(key))]));
}

function variablesOf(graph: Graph, recorder: TraceRecorder): Variable[] {
  const found = new Set<Variable>();
  const add = (item: unknown): void => {
    if (isVariable(item)) found.add(item);
    else if (isPartitionedVariable(item)) for (const shard of item) add(shard);
  };
  for (const key of graph.collections.keys()) getCollection(key).forEach(add);
  for (const variable of graph.store.variables.values()) add(variable);
  for (const object of recorder.objects()) add(object);
  return [...found];
}

function double(variable: Variable): void {
  tidy(() => variable.assign(mul(variable, 2)));
}
