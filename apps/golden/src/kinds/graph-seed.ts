import type { DType, Shape } from '@varscope/spec';
import { countOps, type Seed } from '@varscope/random';
import { getVariable } from '@varscope/scopes';
import { globalVariablesInitializer, Graph, setRandomSeed, type GraphOptions, type GraphVariable } from '@varscope/store';
import { Difference, type RecordedCase } from '@varscope/recorded-cases';
import { compareTensor } from '../compare-tensor.js';
import { decodeArgument } from '../decode-argument.js';
import { createInitializer } from '../initializer-factories.js';
import { readStorage } from '../read-storage.js';
import type { Match, RecordedArguments, RecordedFile, RecordedTensor } from '../recorded.js';

interface GraphSeedCase {
  readonly id: string;
  readonly graph_seed: unknown;
  readonly steps: readonly Step[];
  readonly match: Match;
  readonly op_seed_rule_counter: readonly RecordedVariable[];
  readonly op_seed_rule_op_count: readonly RecordedVariable[];
}

type Step =
  | { readonly placeholder: string }
  | { readonly set_random_seed: unknown }
  | {
      readonly variable: string;
      readonly shape: Shape;
      readonly init: string | null;
      readonly args: RecordedArguments;
      readonly dtype: DType;
    };

interface RecordedVariable {
  readonly variable: string;
  readonly out: RecordedTensor;
}

/** `"kind": "graph_seed"`: the variables of a graph with a seed, under both rules for ops without one. */
export function graphSeedCases(file: RecordedFile): RecordedCase[] {
  return (file.cases as readonly GraphSeedCase[]).map((recorded) => ({
    id: recorded.id,
    check: () => {
      for (const initialization of ['deferred', 'immediate'] as const) {
        check(recorded, recorded.op_seed_rule_counter, { initialization, implicitSeeds: 'counter' });
        check(recorded, recorded.op_seed_rule_op_count, { initialization, implicitSeeds: 'op-count' });
      }
    },
  }));
}

function check({ graph_seed, steps, match }: GraphSeedCase, recorded: readonly RecordedVariable[], options: GraphOptions): void {
  const graph = new Graph({ ...options, seed: decodeArgument(graph_seed) as Seed | null });
  try {
    const variables = graph.run(() => build(steps));
    for (const { variable: name, out } of recorded) {
      const variable = variables.get(name);
      if (variable === undefined) throw new Difference('a variable', name, 'none');
      const { declaredDtype: dtype, shape } = variable;
      compareTensor(out, { dtype, shape, values: readStorage(variable, dtype) }, match);
    }
  } finally {
    graph.dispose();
  }
}

/** Takes the steps, then initializes all variables: a second time where they were initialized at creation. */
function build(steps: readonly Step[]): Map<string, GraphVariable> {
  const variables = new Map<string, GraphVariable>();
  for (const step of steps) {
    if ('placeholder' in step) countOps(1);
    else if ('set_random_seed' in step) setRandomSeed(decodeArgument(step.set_random_seed) as Seed | null);
    else {
      const { variable, shape, init, args, dtype } = step;
      const initializer = init === null ? {} : { initializer: createInitializer(init, args) };
      variables.set(variable, getVariable(variable, shape, { dtype, ...initializer }));
    }
  }
  if ([...variables.values()].some(({ isInitialized }) => !isInitialized)) globalVariablesInitializer().run();
  return variables;
}
