/** Training of variables that live on two backends. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { add, backend, memory, mul, setBackend, square, sum, train, type Scalar } from '@tensorflow/tfjs-core';
import { SERVED_DEVICES } from '@varscope/spec';
import { getVariable } from '@varscope/scopes';
import { device, Graph } from '@varscope/store';
import { expect, it } from 'vitest';
import { minimize } from './minimize.js';

it('trains variables on two backends, which stay where they are', async () => {
  await setBackend('wasm');
  const wasm = Object.assign(backend(), { [SERVED_DEVICES]: ['/device:GPU:0'] });
  await setBackend('cpu');
  const cpu = backend();
  const held = (): number[] => [cpu.numDataIds(), wasm.numDataIds(), memory().numTensors];
  const before = held();
  const graph = new Graph();
  graph.run(() => {
    const initializer = (): number[] => [1, 2];
    const near = device('/cpu:0', () => getVariable('near', { initializer }));
    const far = device('/gpu:0', () => getVariable('far', { initializer, constraint: (value) => mul(value, 10) }));
    const optimizer = train.sgd(0.5);
    for (let step = 0; step < 2; step++) minimize(optimizer, () => sum<Scalar>(square(add(near, far))));
    optimizer.dispose();
    expect([near, far].map((v) => [...v.dataSync()])).toEqual([[10, 20], [10, 20]]);
    expect(held().map((count, i) => count - (before[i] as number))).toEqual([1, 1, 2]);
  });
  graph.dispose();
  expect(held()).toEqual(before);
});
