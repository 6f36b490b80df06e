import {
  add,
  losses,
  matMul,
  oneHot,
  randomNormal,
  relu,
  setBackend,
  tidy,
  train,
  variable,
  zeros,
  type Rank,
  type Scalar,
  type Tensor,
  type Tensor2D,
  type Variable,
} from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { registerGradients } from '@varscope/backend-wasm';
import { AUTO_REUSE } from '@varscope/spec';
import { getVariable, variableScope } from '@varscope/scopes';
import { Graph } from '@varscope/store';
import { minimize } from '@varscope/training';
import type { Benchmark, Row, RunOptions, Target } from './benchmark.js';
import { measure, type Variant } from './measure.js';
import { summarize } from './summarize.js';
import { timings } from './timings.js';

const BATCH = 64;
const SIZES = [784, 256, 128, 10];
const BACKENDS = [
  { backend: 'wasm', rounds: 300 },
  { backend: 'cpu', rounds: 40 },
];

/** A batch: inputs and labels in one-hot form. */
interface Batch {
  readonly x: Tensor2D;
  readonly y: Tensor2D;
}

/** A training step of a dense network, its variables found by name in every step, beside the same ops on variables in an array. */
export const trainingStep: Benchmark = {
  name: 'training-step',
  describe: `a step of Adam on a dense network ${SIZES.join('-')}, batch ${BATCH}, by minimize() through scopes, and by hand`,
  async run(options) {
    await registerGradients();
    const rows: Row[] = [];
    const targets: Target[] = [];
    for (const { backend, rounds } of BACKENDS) {
      await setBackend(backend);
      const found = measureBackend(backend, rounds, options);
      rows.push(...found.rows);
      targets.push(found.target);
    }
    return { rows, targets, notes: ['Ratios are those of the minima: one percent of a step is less than what else the machine does adds to a median.'] };
  },
};

function measureBackend(backend: string, rounds: number, { quick }: RunOptions): { rows: Row[]; target: Target } {
  const batch = makeBatch();
  using graph = new Graph({ seed: 1 });
  const byHand = makeVariables();
  const variants = [stepThroughScopes(backend, graph, batch), stepByHand(backend, byHand, batch)];
  const samples = graph.run(() => measure(variants, { rounds: quick ? 3 : rounds, sampleMilliseconds: 1 }));
  for (const { w, b } of byHand) [w, b].forEach((each) => each.dispose());
  batch.x.dispose();
  batch.y.dispose();
  const [ours, theirs] = samples.map((each) => summarize(each).min) as [number, number]; // one for each variant
  return {
    rows: timings(variants, samples),
    target: { text: `${backend}: through scopes / by hand`, value: ours / theirs, unit: '×', limit: 1.01, direction: 'at most' },
  };
}

function stepThroughScopes(backend: string, graph: Graph, { x, y }: Batch): Variant {
  const optimizer = train.adam(1e-3);
  const dense = (input: Tensor2D, units: number, activate: boolean): Tensor2D => {
    const w = getVariable<Tensor2D>('w', [input.shape[1], units]);
    const sum = add<Tensor2D>(matMul(input, w), getVariable('b', [units]));
    return activate ? relu(sum) : sum;
  };
  const loss = (): Scalar =>
    variableScope('network', { reuse: AUTO_REUSE }, () => {
      let hidden = x;
      SIZES.slice(1).forEach((units, i) => {
        hidden = variableScope(`layer_${i}`, () => dense(hidden, units, i < SIZES.length - 2));
      });
      return losses.softmaxCrossEntropy<Tensor2D, Scalar>(y, hidden);
    });
  return {
    name: `${backend}: through scopes`,
    run(count) {
      for (let i = 0; i < count; i++) {
        if (graph.variables.size === 0) tidy(loss); // the first step creates the variables
        minimize(optimizer, loss);
      }
      return optimizer;
    },
  };
}

interface Layer {
  readonly w: Variable;
  readonly b: Variable;
}

function stepByHand(backend: string, layers: readonly Layer[], { x, y }: Batch): Variant {
  const optimizer = train.adam(1e-3);
  const variables = layers.flatMap(({ w, b }) => [w, b]);
  const loss = (): Scalar => {
    let hidden = x;
    layers.forEach(({ w, b }, i) => {
      const sum = add<Tensor2D>(matMul(hidden, w as Tensor as Tensor2D), b); // a kernel has rank 2
      hidden = i < layers.length - 1 ? relu(sum) : sum;
    });
    return losses.softmaxCrossEntropy<Tensor2D, Scalar>(y, hidden);
  };
  return {
    name: `${backend}: by hand`,
    run(count) {
      for (let i = 0; i < count; i++) optimizer.minimize(loss, false, variables);
      return optimizer;
    },
  };
}

function makeVariables(): Layer[] {
  return SIZES.slice(1).map((units, i) =>
    tidy(() => ({
      w: variable(randomNormal([SIZES[i] as number, units], 0, 0.05)), // there is a size before each
      b: variable(zeros([units])),
    })),
  );
}

function makeBatch(): Batch {
  return tidy(() => ({
    x: randomNormal<Rank.R2>([BATCH, SIZES[0] as number]),
    y: oneHot(Array.from({ length: BATCH }, (_, i) => i % 10), 10) as Tensor2D, // of rank 2
  }));
}
