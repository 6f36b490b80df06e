/** Variables whose initial value came from somewhere else: what `initFromCheckpoint` does to them. */
import '@tensorflow/tfjs-backend-cpu';
import { memory, tensor1d } from '@tensorflow/tfjs-core';
import { AssignShapeError, FailedPreconditionError } from '@varscope/spec/errors';
import { expect, it, vi } from 'vitest';
import { Graph, type Initialization } from './graph.js';
import { globalVariablesInitializer } from './initializer-functions.js';
import { Variable } from './variable.js';

for (const initialization of ['deferred', 'immediate'] as const satisfies readonly Initialization[]) {
  it(`keeps the value when an initializer is run later, in a graph with ${initialization} initialization`, () => {
    using graph = new Graph({ initialization });
    graph.run(() => {
      const compute = vi.fn(() => [1, 2]);
      const variable = new Variable(compute, { name: 'v', shape: [2], dtype: 'float32' });
      const computed = compute.mock.calls.length;
      const value = tensor1d([3, 4]);
      variable.initializeWith(value, 'in the checkpoint m-5');
      value.dispose();
      expect(variable.isInitialized).toBe(true);
      globalVariablesInitializer().run();
      globalVariablesInitializer().run();
      expect([...variable.dataSync()]).toEqual([3, 4]);
      expect(compute).toHaveBeenCalledTimes(computed);
    });
  });
}

it('says where the value is when the variable has changed', () => {
  using graph = new Graph();
  graph.run(() => {
    const variable = new Variable([1, 2], { name: 'v' });
    variable.initializeWith([3, 4], 'in the checkpoint m-5');
    variable.assign([5, 6]);
    const run = (): void => globalVariablesInitializer().run();
    expect(run).toThrow('The initial value of v is in the checkpoint m-5, and was not kept.');
    expect(run).toThrow(FailedPreconditionError);
    expect([...variable.dataSync()]).toEqual([5, 6]);
  });
});

it('keeps no tensor, neither when the value does not fit', () => {
  using graph = new Graph({ initialization: 'deferred' });
  graph.run(() => {
    const given = tensor1d([1, 2]);
    const variable = new Variable(given, { name: 'v' });
    given.dispose();
    const before = memory().numTensors;
    expect(() => variable.initializeWith([1, 2, 3], 'in the checkpoint m-5')).toThrow(AssignShapeError);
    expect(memory().numTensors).toBe(before);
    expect(variable.isInitialized).toBe(false);
    variable.initializeWith([3, 4], 'in the checkpoint m-5');
    expect(memory().numTensors).toBe(before); // its own, in place of the one that it was created with
  });
});
