import '@tensorflow/tfjs-backend-cpu';
import { mul, tidy, variable, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import { type CustomGetter, type PartitionedVariableLike, type VariableLike } from '@varscope/spec';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { composeCustomGetters } from './compose-custom-getters.js';
import { exponentialMovingAverageGetter, type VariableAverages } from './exponential-moving-average-getter.js';
import { createFakeVariableStore, type GetterTestStore } from './testing/fake-variable-store.js';
import { transformingGetter } from './transforming-getter.js';

const plain: CustomGetter = (getter, name, options) => getter(name, options);
let store: GetterTestStore;
let shadows: Map<VariableLike, Variable>;
let averages: VariableAverages;

/** Averages that are a hundred times the variable. */
function track(...variables: VariableLike[]): void {
  for (const one of variables) shadows.set(one, tidy(() => variable(mul(one as Tensor, 100), false)));
}

beforeEach(() => {
  store = createFakeVariableStore();
  shadows = new Map();
  averages = { average: (one) => shadows.get(one) };
});
afterEach(() => {
  for (const shadow of shadows.values()) shadow.dispose();
  store.dispose();
});

it('gives the average of a variable that has one, and other variables themselves', () => {
  const tracked = store.getVariable('w', { shape: [2] }, plain) as VariableLike;
  const other = store.getVariable('b', { shape: [2] }, plain);
  track(tracked);
  const evaluation = exponentialMovingAverageGetter(averages);
  expect(store.getVariable('w', { reuse: true }, evaluation)).toBe(shadows.get(tracked));
  expect(store.getVariable('b', { reuse: true }, evaluation)).toBe(other);
});

it('concatenates the averages of shards, with the shards that have none', () => {
  const partitioner = (): number[] => [1, 2];
  const whole = store.getVariable('p', { shape: [2, 3], partitioner }, plain) as PartitionedVariableLike;
  const [first] = [...whole] as [VariableLike];
  track(first);
  const found = store.getVariable('p', { partitioner }, exponentialMovingAverageGetter(averages)) as Tensor;
  expect(found.arraySync()).toEqual([[100, 200, 3], [400, 500, 6]]);
  found.dispose();
});

it('gives a partitioned variable itself when no shard has an average', () => {
  const partitioner = (): number[] => [2];
  const whole = store.getVariable('p', { shape: [2], partitioner }, plain);
  expect(store.getVariable('p', { partitioner }, exponentialMovingAverageGetter(averages))).toBe(whole);
});

it('gives on what is no variable: nothing, or a tensor of a getter inside', () => {
  const evaluation = exponentialMovingAverageGetter(averages);
  expect(store.getVariable('w', {}, composeCustomGetters(evaluation, () => null))).toBeNull();
  const doubled = composeCustomGetters(evaluation, transformingGetter((value) => mul(value, 2)));
  const found = store.getVariable('w', { shape: [2] }, doubled) as Tensor;
  expect(found.arraySync()).toEqual([2, 4]);
  found.dispose();
});

it('lets getters outside compute with averages, without freeing them', () => {
  const tracked = store.getVariable('w', { shape: [2] }, plain) as VariableLike;
  track(tracked);
  const doubled = composeCustomGetters(transformingGetter((value) => mul(value, 2)), exponentialMovingAverageGetter(averages));
  const found = store.getVariable('w', {}, doubled) as Tensor;
  expect(found.arraySync()).toEqual([200, 400]);
  found.dispose();
  expect(shadows.get(tracked)?.arraySync()).toEqual([100, 200]);
});
