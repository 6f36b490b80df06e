/** The examples of the documentation of `tf.compat.v1.get_variable`. */
import '@tensorflow/tfjs-backend-cpu';
import { mul, range, reshape, square, sum, tensor1d, tidy, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import {
  AUTO_REUSE,
  fixedSizePartitioner,
  getCollection,
  getRegularizationLosses,
  getVariable,
  globalVariables,
  minMaxVariablePartitioner,
  onesInitializer,
  variableAxisSizePartitioner,
  variableScope,
  zerosInitializer,
  type Variable,
} from 'varscope';
import { inGraph } from './in-graph.js';
import { namesOf } from './names-of.js';

test('a function that opens its scope with AUTO_REUSE creates the variable once and shares it', inGraph(() => {
  const foo = (): Variable => variableScope('foo', { reuse: AUTO_REUSE }, () => getVariable('v', [1]));
  const v1 = foo();
  const v2 = foo();
  expect(v1).toBe(v2);
  expect([v1.name, v1.op.name, v1.shape, v1.trainable]).toEqual(['foo/v:0', 'foo/v', [1], true]);
}));

test('without an initializer the scope\'s is taken, else glorot uniform; a tensor gives value and shape', () => {
  const value = tensor1d([3, 4, 5]);
  inGraph(() => {
    const a = getVariable('a', [2, 2]);
    const limit = Math.sqrt(6 / (2 + 2)); // of glorot uniform
    const drawn = [...a.dataSync()];
    expect(drawn.every((x) => Math.abs(x) < limit)).toBe(true);
    expect(new Set(drawn).size).toBe(4);

    variableScope('s', { initializer: onesInitializer() }, () => {
      expect([...getVariable('b', [2]).dataSync()]).toEqual([1, 1]);
      expect([...getVariable('c', [2], { initializer: zerosInitializer() }).dataSync()]).toEqual([0, 0]);
      const d = getVariable('d', { initializer: value });
      expect([d.shape, [...d.dataSync()]]).toEqual([[3], [3, 4, 5]]);
    });
  })();
  value.dispose();
});

test('without a regularizer the scope\'s is taken; one that gives nothing switches it off', inGraph(() => {
  const half = (v: Tensor): Scalar => tidy(() => mul(0.5, sum(square(v))));
  const total = (v: Tensor): Scalar => sum(v);
  const initializer = onesInitializer();
  getVariable('a', [2], { initializer });
  variableScope('s', { regularizer: half }, () => {
    getVariable('b', [2], { initializer });
    getVariable('c', [2], { initializer, regularizer: total });
    getVariable('d', [2], { initializer, regularizer: () => null });
  });

  expect(getCollection('regularization_losses')).toHaveLength(2);
  const losses = (): unknown[] =>
    getRegularizationLosses().map((loss) => {
      const [value] = loss.dataSync();
      loss.dispose();
      return value;
    });
  expect(losses()).toEqual([1, 2]);
  for (const variable of globalVariables()) tidy(() => variable.assign(mul(variable, 2)));
  expect(losses()).toEqual([4, 4]);
}));

test('with a partitioner a variable has shards, and its tensor is their concatenation', inGraph(() => {
  const p = getVariable('p', [4, 2], {
    partitioner: fixedSizePartitioner(2),
    initializer: (shape, _dtype, _partitionInfo) => tidy(() => reshape(range(0, 4), [...shape])),
  });
  expect([p.name, p.shape, p.length, p.partitions]).toEqual(['p', [4, 2], 2, [2, 1]]);
  expect(namesOf(p)).toEqual(['p/part_0:0', 'p/part_1:0']);
  expect([...p].map(({ saveSliceInfo }) => saveSliceInfo?.spec)).toEqual(['4 2 0,2:0,2', '4 2 2,2:0,2']);
  const whole = p.asTensor();
  expect(whole.arraySync()).toEqual([[0, 1], [2, 3], [0, 1], [2, 3]]); // the initializer runs once for every shard
  whole.dispose();

  const q = getVariable('q', [6], { partitioner: variableAxisSizePartitioner(8) });
  expect([...q].map(({ shape }) => shape)).toEqual([[2], [2], [2]]);
  const m = getVariable('m', [8], { partitioner: minMaxVariablePartitioner({ maxPartitions: 3, minSliceSize: 8 }) });
  expect([...m].map(({ saveSliceInfo }) => saveSliceInfo?.varOffset)).toEqual([[0], [3], [6]]);
  expect([...m].map(({ shape }) => shape)).toEqual([[3], [3], [2]]);
}));
