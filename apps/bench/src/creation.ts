import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Variable } from '@tensorflow/tfjs-core';
import { variableScope } from '@varscope/scopes';
import { Graph } from '@varscope/store';
import type { Benchmark, Target } from './benchmark.js';
import { measure, type Samples, type Variant } from './measure.js';
import { MODEL_VARIABLES, type MakeVariable } from './model-variables.js';
import { medianRatio } from './summarize.js';
import { TENSORFLOW_SOURCE, tensorflowRow } from './tensorflow.js';
import { timings } from './timings.js';
import { useCpu } from './use-cpu.js';

const { getSmall, rawSmall, getRandom, rawRandom, getKernel, rawKernel } = MODEL_VARIABLES;
const TENSORFLOW_MICROSECONDS = 1817;

const MANY = [creates('getVariable', getSmall), creates('tf.variable', rawSmall)];
const SMALL = [createsAndDisposes('getVariable, dispose', getSmall), createsAndDisposes('tf.variable, dispose', rawSmall)];
const RANDOM = [
  createsAndDisposes('getVariable(name, [3, 4]), dispose', getRandom),
  createsAndDisposes('tf.variable(tf.randomUniform(…)) [3, 4], dispose', rawRandom),
];
const KERNELS = [
  createsAndDisposes('getVariable [784, 256], dispose', getKernel),
  createsAndDisposes('tf.variable [784, 256], dispose', rawKernel),
];
const FIRST = [{ name: 'getVariable, first model of a process' }, { name: 'tf.variable, first model of a process' }];

/** Variables of a model: as small as can be, where only the work per variable counts, and of the size of a layer. */
export const creation: Benchmark = {
  name: 'creation',
  describe: 'getVariable(name, shape) of a new variable, beside tf.variable with such a value and name; [3, 4] zeros where nothing is said',
  async run({ quick }) {
    await useCpu();
    const graph = new Graph();
    const { many, small, random, kernels } = graph.run(() =>
      variableScope('model', () => ({
        many: measure(MANY, { rounds: quick ? 10 : 200, operations: 200 }),
        small: measure(SMALL, { rounds: quick ? 10 : 200 }),
        random: measure(RANDOM, { rounds: quick ? 10 : 200 }),
        kernels: measure(KERNELS, { rounds: quick ? 5 : 60, operations: 1 }),
      })),
    );
    graph.dispose();
    const first = firstModels(quick ? 1 : 11);
    return {
      rows: [
        ...timings(MANY, many),
        ...timings(SMALL, small),
        ...timings(RANDOM, random),
        ...timings(KERNELS, kernels),
        ...timings(FIRST, first),
        tensorflowRow(TENSORFLOW_MICROSECONDS),
      ],
      targets: [
        ratioTarget('getVariable / tf.variable', many),
        ratioTarget('the same with disposal', small),
        ratioTarget('like for like: glorot uniform by default / randomUniform', random),
        ratioTarget('the same of a kernel [784, 256], glorot uniform / randomUniform', kernels),
      ],
      notes: [
        TENSORFLOW_SOURCE,
        'getVariable also notes where in the code it was called, which later errors tell: about half of its time.',
      ],
    };
  },
};

function ratioTarget(text: string, samples: readonly Samples[]): Target {
  const [ours, raw] = samples as [Samples, Samples]; // one for each variant
  return { text, value: medianRatio(ours, raw), unit: '×', limit: 2, direction: 'at most' };
}

/** As they are in a program: nothing has been compiled yet. One process for each sample. */
function firstModels(rounds: number): Samples[] {
  const script = fileURLToPath(new URL('first-model.js', import.meta.url));
  const sample = (way: string): number => Number(execFileSync(process.execPath, [script, way], { stdio: ['ignore', 'pipe', 'ignore'] }));
  const samples: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    samples[0].push(sample('getSmall'));
    samples[1].push(sample('rawSmall'));
  }
  return samples;
}

/** Variables that live side by side until the sample is over. */
function creates(name: string, make: MakeVariable): Variant {
  const made: Variable[] = [];
  return {
    name,
    run(count) {
      for (let i = 0; i < count; i++) made.push(make(`v${i}`));
      return made;
    },
    clear() {
      for (const each of made) each.dispose();
      made.length = 0;
    },
  };
}

function createsAndDisposes(name: string, make: MakeVariable): Variant {
  return {
    name,
    run(count) {
      let sum = 0;
      for (let i = 0; i < count; i++) {
        const made = make(`v${i}`);
        sum += made.id;
        made.dispose();
      }
      return sum;
    },
  };
}
