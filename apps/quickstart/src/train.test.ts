import { memory } from '@tensorflow/tfjs-core';
import { initializeWasm } from '@varscope/backend-wasm';
import { getCollection, globalVariables, Graph, GraphKeys, trainableVariables, type Backend } from 'varscope';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { batches, loadMnist, type Digits } from './mnist.js';
import { createTrainer, type Trainer } from './train.js';

const OPTIONS = { learningRate: 0.002, regularization: 1e-5, decay: 0.99 };

let backend: Backend;
let digits: { readonly training: Digits; readonly test: Digits };

beforeAll(async () => {
  backend = await initializeWasm();
  digits = loadMnist();
});
afterAll(() => {
  backend.dispose();
});

/** Builds a classifier from a seed and runs `body` with it. */
function withTrainer<R>(seed: number, body: (trainer: Trainer) => R): R {
  using graph = new Graph({ seed });
  return graph.run(() => {
    const trainer = createTrainer(OPTIONS);
    try {
      return body(trainer);
    } finally {
      trainer.dispose();
    }
  });
}

/** The loss of every step in one pass through the first `count` digits. */
function train(trainer: Trainer, count: number): number[] {
  return Array.from(batches(digits.training, 64, { count, isShuffled: true }), (batch) => trainer.step(batch));
}

test('learns: the loss falls, and most digits that it has not seen are recognized', () => {
  withTrainer(1, (trainer) => {
    const before = trainer.accuracy(digits.test, 'last');
    const losses = train(trainer, 3200);
    const mean = (part: number[]): number => part.reduce((sum, loss) => sum + loss, 0) / part.length;
    expect(mean(losses.slice(-10))).toBeLessThan(0.4 * mean(losses.slice(0, 10)));
    expect(before).toBeLessThan(0.3);
    expect(trainer.accuracy(digits.test, 'last')).toBeGreaterThan(0.8);
    expect(trainer.accuracy(digits.test, 'averaged')).toBeGreaterThan(0.8);
  });
});

test('creates the variables of four layers, one in four shards, and an average of each', () => {
  withTrainer(1, (trainer) => {
    train(trainer, 64);
    trainer.accuracy(digits.test, 'averaged');
    const names = [
      'classifier/conv1/weights',
      'classifier/conv1/biases',
      'classifier/conv2/weights',
      'classifier/conv2/biases',
      'classifier/hidden/weights/part_0',
      'classifier/hidden/weights/part_1',
      'classifier/hidden/weights/part_2',
      'classifier/hidden/weights/part_3',
      'classifier/hidden/biases',
      'classifier/digits/weights',
      'classifier/digits/biases',
    ];
    expect(trainableVariables().map(({ op }) => op.name)).toEqual(names);
    expect(globalVariables().map(({ op }) => op.name)).toEqual([...names, ...names.map((name) => `${name}/ExponentialMovingAverage`)]);
    expect(trainableVariables()[0]!.shape).toEqual([3, 3, 1, 8]);
    expect(trainableVariables()[4]!.shape).toEqual([196, 64]);
  });
});

test('regularizes weights and not biases', () => {
  withTrainer(1, () => {
    const losses = getCollection(GraphKeys.REGULARIZATION_LOSSES) as { readonly name: string }[];
    expect(losses).toHaveLength(7);
    for (const { name } of losses) expect(name).toContain('/weights/');
  });
});

test('evaluates with averages of the weights, which follow them slowly', () => {
  withTrainer(1, (trainer) => {
    train(trainer, 640);
    expect(trainer.accuracy(digits.test, 'averaged')).not.toBe(trainer.accuracy(digits.test, 'last'));
  });
});

test('gives the same losses for the same seed, and others for another', () => {
  const losses = (seed: number): number[] => withTrainer(seed, (trainer) => train(trainer, 192));
  expect(losses(3)).toEqual(losses(3));
  expect(losses(3)[0]).not.toBe(losses(4)[0]);
});

test('leaves no tensor behind in a step or an evaluation', () => {
  withTrainer(1, (trainer) => {
    train(trainer, 64); // the optimizer creates its state
    const before = memory().numTensors;
    train(trainer, 256);
    trainer.accuracy(digits.test, 'averaged');
    expect(memory().numTensors).toBe(before);
  });
});
