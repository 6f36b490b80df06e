/** `testdata/graph-seeds.json` was recorded by the script beside it. */
import '@tensorflow/tfjs-backend-cpu';
import { tidy } from '@tensorflow/tfjs-core';
import { randomNormalInitializer, randomUniformInitializer, truncatedNormalInitializer } from '@varscope/initializers';
import { globalVariablesInitializer, Graph, setRandomSeed, type Initialization, type Variable, type VariablesInitializer } from '@varscope/store';
import { describe, expect, it } from 'vitest';
import recording from '../testdata/graph-seeds.json' with { type: 'json' };
import { getVariable } from './get-variable.js';

type Values = readonly (readonly unknown[])[];
const recorded: Record<'mixed' | 'partitioned', Values> = recording;

const valuesOf = (variables: readonly Variable[]): unknown[] => variables.map((variable) => variable.arraySync());

describe.each<Initialization>(['immediate', 'deferred'])('in a graph with %s initialization', (initialization) => {
  it('the seeds of a graph go to the initializers in the order of creation, functions of the program among them', () => {
    using graph = new Graph({ initialization });
    graph.run(() => {
      setRandomSeed(7);
      const variables = [
        getVariable('a', [3], { initializer: randomUniformInitializer() }),
        getVariable('b', [2, 2], { initializer: randomNormalInitializer() }),
        getVariable('c', { initializer: () => randomNormalInitializer()([2]) }),
        getVariable('d', [2, 3]),
        getVariable('e', [2], { initializer: truncatedNormalInitializer({ seed: 3 }) }),
        getVariable('f', [2], { initializer: (shape) => randomUniformInitializer()(shape) }),
      ];
      const values = [1, 2].map(() => {
        globalVariablesInitializer().run();
        return valuesOf(variables);
      });
      expect(values).toEqual(recorded.mixed);
    });
  });

  it('every shard takes a seed, and every initializer continues its own numbers', () => {
    using graph = new Graph({ initialization, seed: 7 });
    graph.run(() => {
      const shards = getVariable('p', [4, 2], { initializer: randomUniformInitializer, partitioner: () => [2, 1] });
      const last = getVariable('q', [2], { initializer: randomUniformInitializer() });
      const runs: readonly VariablesInitializer[] = [globalVariablesInitializer(), last.initializer, globalVariablesInitializer()];
      const values = runs.map((run) => {
        run.run();
        return valuesOf([...shards, last]);
      });
      expect(values).toEqual(recorded.partitioned);
    });
  });
});

// TensorFlow 2.21: two runs of `tf.cond(tf.is_variable_initialized(v), v.read_value, lambda: v.initial_value)`, and then one of the
// initializer of `v`.
it('reading an initial value before the initializer has run continues its random numbers, too', () => {
  using graph = new Graph({ initialization: 'deferred', seed: 3 });
  const v = graph.run(() => getVariable('v', [2], { initializer: randomUniformInitializer({ seed: 1 }) }));
  const read = (): unknown => tidy(() => v.initializedValue().arraySync());
  const initialize = (): unknown => {
    v.initializer.run();
    return v.arraySync();
  };
  const float32 = (...values: number[]): number[] => values.map(Math.fround);
  expect([read(), read(), initialize()]).toEqual([
    float32(0.77806914, 0.5052885), float32(0.59841776, 0.6413938), float32(0.41677535, 0.97114563),
  ]);
});
