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
  type Rank,
  type Scalar,
  type Tensor2D,
  type Variable,
} from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { registerGradients } from '@varscope/gradients';
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
  { backend: 'cpu', rounds: 60 },
];

/** A batch: inputs and labels in one-hot form. */
interface Batch {
  readonly x: Tensor2D;
  readonly y: Tensor2D;
}

/** A training step of a dense network, its variables found by name in every step, beside the same ops on the same variables in an array. */
export const trainingStep: Benchmark = {
  name: 'training-step',
  describe: `a step of Adam on a dense network ${SIZES.join('-')}, batch ${BATCH}, by minimize() through scopes, and by hand`,
  async run(options) {
    registerGradients();
    const rows: Row[] = [];
    const targets: Target[] = [];
    for (const { backend, rounds } of BACKENDS) {
      await setBackend(backend);
      const found = measureBackend(backend, rounds, options);
      rows.push(...found.rows);
      targets.push(found.target);
    }
    return {
      rows,
      targets,
      notes: [
        'Ratios are those of the minima: one percent of a step is less than what else the machine does adds to a median.',
        'Both train the same variables: the same ops on other memory differ by more than a percent.',
      ],
    };
  },
};

function measureBackend(backend: string, rounds: number, { quick }: RunOptions): { rows: Row[]; target: Target } {
  const batch = makeBatch();
  using graph = new Graph({ seed: 1 });
  const { variants, samples } = graph.run(() => {
    const loss = lossThroughScopes(batch);
    tidy(loss); // creates the variables
    const variables = [...graph.variables.values()];
    const variants = [throughScopes(backend, loss), byHand(backend, lossByHand(variables, batch), variables)];
    return { variants, samples: measure(variants, { rounds: quick ? 3 : rounds, operations: 1, sampleMilliseconds: 400 }) };
  });
  batch.x.dispose();
  batch.y.dispose();
  const [ours, theirs] = samples.map((each) => summarize(each).min) as [number, number]; // one for each variant
  return {
    rows: timings(variants, samples),
    target: { text: `${backend}: through scopes / by hand`, value: ours / theirs, unit: '×', limit: 1.01, direction: 'at most' },
  };
}

function throughScopes(backend: string, loss: () => Scalar): Variant {
  const optimizer = train.adam(1e-3);
  return {
    name: `${backend}: through scopes`,
    run(count) {
      for (let i = 0; i < count; i++) minimize(optimizer, loss);
    },
  };
}

function byHand(backend: string, loss: () => Scalar, variables: Variable[]): Variant {
  const optimizer = train.adam(1e-3);
  return {
    name: `${backend}: by hand`,
    run(count) {
      for (let i = 0; i < count; i++) optimizer.minimize(loss, false, variables);
    },
  };
}

function lossThroughScopes({ x, y }: Batch): () => Scalar {
  const dense = (input: Tensor2D, units: number, activate: boolean): Tensor2D => {
    const w = getVariable<Tensor2D>('w', [input.shape[1], units]);
    const sum = add<Tensor2D>(matMul(input, w), getVariable('b', [units]));
    return activate ? relu(sum) : sum;
  };
  return () =>
    variableScope('network', { reuse: AUTO_REUSE }, () => {
      let hidden = x;
      SIZES.slice(1).forEach((units, i) => {
        hidden = variableScope(`layer_${i}`, () => dense(hidden, units, i < SIZES.length - 2));
      });
      return losses.softmaxCrossEntropy<Tensor2D, Scalar>(y, hidden);
    });
}

/** The same with the variables given: weight and bias of each layer in turn. */
function lossByHand(variables: readonly Variable[], { x, y }: Batch): () => Scalar {
  return () => {
    let hidden = x;
    for (let i = 0; i < variables.length; i += 2) {
      const [w, b] = variables.slice(i, i + 2) as [Variable<Rank.R2>, Variable]; // as they were created
      const sum = add<Tensor2D>(matMul(hidden, w), b);
      hidden = i < variables.length - 2 ? relu(sum) : sum;
    }
    return losses.softmaxCrossEntropy<Tensor2D, Scalar>(y, hidden);
  };
}

function makeBatch(): Batch {
  return tidy(() => ({
    x: randomNormal<Rank.R2>([BATCH, SIZES[0] as number]),
    y: oneHot(Array.from({ length: BATCH }, (_, i) => i % 10), 10) as Tensor2D, // of rank 2
  }));
}
