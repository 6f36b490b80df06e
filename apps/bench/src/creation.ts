import { randomUniform, variable, zeros, type Variable } from '@tensorflow/tfjs-core';
import { zerosInitializer } from '@varscope/initializers';
import { getVariable, variableScope } from '@varscope/scopes';
import { Graph } from '@varscope/store';
import type { Benchmark } from './benchmark.js';
import { measure, type Variant } from './measure.js';
import { medianRatio } from './summarize.js';
import { TENSORFLOW_SOURCE, tensorflowRow } from './tensorflow.js';
import { timings } from './timings.js';
import { useCpu } from './use-cpu.js';

const SHAPE = [3, 4];
const TENSORFLOW_MICROSECONDS = 1817;

/** New variables: in a graph that fills up during a sample, and one after the other. */
export const creation: Benchmark = {
  name: 'creation',
  describe: 'getVariable(name, shape) of a variable that does not exist yet, alone and together with its disposal',
  async run({ quick }) {
    await useCpu();
    const graph = new Graph();
    const variants = [
      creates('getVariable', (name) => getVariable(name, SHAPE, { initializer: zerosInitializer })),
      creates('tf.variable', rawZeros),
      createsAndDisposes('getVariable, dispose', (name) => getVariable(name, SHAPE, { initializer: zerosInitializer })),
      createsAndDisposes('tf.variable, dispose', rawZeros),
      createsAndDisposes('getVariable, dispose, glorot uniform', (name) => getVariable(name, SHAPE)),
      createsAndDisposes('tf.variable, dispose, randomUniform', rawUniform),
    ];
    const samples = graph.run(() =>
      variableScope('model', () => measure(variants, { rounds: quick ? 20 : 300, sampleMilliseconds: 2 })),
    );
    graph.dispose();
    const [ours, raw, oursDisposed, rawDisposed] = samples as [number[], number[], number[], number[]]; // and two more
    return {
      rows: [...timings(variants, samples), tensorflowRow(TENSORFLOW_MICROSECONDS)],
      targets: [
        { text: 'getVariable / tf.variable', value: medianRatio(ours, raw), unit: '×', limit: 2, direction: 'at most' },
        { text: 'the same with disposal', value: medianRatio(oursDisposed, rawDisposed), unit: '×', limit: 2, direction: 'at most' },
      ],
      notes: [TENSORFLOW_SOURCE, 'tf.variable: from a new tensor, which is disposed, as it does not take over its initial value.'],
    };
  },
};

function creates(name: string, create: (name: string) => Variable): Variant {
  const made: Variable[] = [];
  return {
    name,
    run(count) {
      for (let i = 0; i < count; i++) made.push(create(`v${i}`));
      return made;
    },
    clear() {
      for (const each of made) each.dispose();
      made.length = 0;
    },
  };
}

function createsAndDisposes(name: string, create: (name: string) => Variable): Variant {
  return {
    name,
    run(count) {
      let sum = 0;
      for (let i = 0; i < count; i++) {
        const made = create(`v${i}`);
        sum += made.id;
        made.dispose();
      }
      return sum;
    },
  };
}

function rawZeros(name: string): Variable {
  const initial = zeros(SHAPE as [number, number]); // of rank 2
  const made = variable(initial, true, name);
  initial.dispose();
  return made;
}

function rawUniform(name: string): Variable {
  const initial = randomUniform(SHAPE as [number, number], -1, 1); // of rank 2
  const made = variable(initial, true, name);
  initial.dispose();
  return made;
}
