/** What the recorded cases cannot say of `getVariable`: the forms of its arguments, and the variables it makes. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { ones, square, sum, tensor1d, Tensor, tidy, variableGrads, type Scalar } from '@tensorflow/tfjs-core';
import { constantInitializer, onesInitializer, zerosInitializer } from '@varscope/initializers';
import { AUTO_REUSE, type PartitionInfo, type Shape } from '@varscope/spec';
import { GraphMismatchError, InitializerShapeMismatchError } from '@varscope/spec/errors';
import { getRegularizationLosses, Graph, PartitionedVariable } from '@varscope/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPartitionedVariables } from './create-partitioned-variables.js';
import { getLocalVariable } from './get-local-variable.js';
import { getVariable } from './get-variable.js';
import { variableScope } from './variable-scope.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

const inGraph = <R>(body: () => R): R => graph.run(body);

describe('getVariable', () => {
  it('takes the shape before the options or among them, and a number for one dimension', () => {
    inGraph(() => {
      const initializer = onesInitializer;
      const variables = [
        getVariable('a', [2, 1], { initializer }),
        getVariable('b', { shape: [2, 1], initializer }),
        getVariable('c', null, { shape: [2, 1], initializer }),
        getVariable('d', 2, { initializer }),
        getVariable('e', { shape: 2, initializer }),
        getVariable('f', [], { initializer }),
      ];
      expect(variables.map((variable) => variable.arraySync())).toEqual([[[1], [1]], [[1], [1]], [[1], [1]], [1, 1], [1, 1], 1]);
    });
  });

  it('takes an initializer, its factory, a function, a tensor, an array or a number', () => {
    inGraph(() => {
      const tensor = tensor1d([7, 8]);
      const values = [
        getVariable('a', [2], { initializer: constantInitializer(3) }),
        getVariable('b', [2], { initializer: zerosInitializer }),
        getVariable('c', { initializer: () => ones([2]) }),
        getVariable('d', { initializer: tensor }),
        getVariable('e', { initializer: [5, 6] }),
        getVariable('f', { initializer: 9 }),
        getVariable('g', [2], { initializer: (shape: Shape) => ones([...shape]) }),
      ].map((variable) => variable.arraySync());
      expect(values).toEqual([[3, 3], [0, 0], [1, 1], [7, 8], [5, 6], 9, [1, 1]]);
      tensor.dispose();
    });
  });

  it('follows its own reuse in place of that of the scope', () => {
    inGraph(() => {
      const variable = getVariable('v', [1], { reuse: AUTO_REUSE });
      expect(getVariable('v', [1], { reuse: true })).toBe(variable);
      variableScope('', { reuse: true }, () => {
        expect(() => getVariable('v', [1], { reuse: false })).toThrow(/already exists/);
        expect(getVariable('w', [1], { reuse: AUTO_REUSE }).name).toBe('w:0');
      });
    });
  });

  it('finds a variable by the shape that was declared, whatever that of its value is', () => {
    inGraph(() => {
      const open = getVariable('v', [null], { initializer: () => [1, 2] }).assign([1, 2, 3]);
      variableScope('', { reuse: true }, () => {
        expect([getVariable('v', [3]), getVariable('v', { shape: [3] })]).toEqual([open, open]);
        expect(getVariable('v', [2])).toBe(open);
        expect(() => getVariable('v', { shape: [2, 2] })).toThrow(/specified shape \(2, 2\) and found shape \(None,\)/);
      });
    });
  });

  it('does not give out what was disposed, and makes it again', () => {
    inGraph(() => {
      const [first, shards] = [getVariable('v', [1]), getVariable('p', [2], { partitioner: () => [2] })];
      first.dispose();
      shards.dispose();
      expect(() => getVariable('v', [1], { reuse: true })).toThrow(/does not exist/);
      expect(getVariable('v', [1]).name).toBe('v:0');
      expect([...getVariable('p', [2], { partitioner: () => [2] })].map(({ name }) => name)).toEqual(['p/part_0:0', 'p/part_1:0']);
      graph.variables.get('p/part_1')?.dispose();
      graph.variables.get('p/part_0')?.dispose();
      expect(getVariable('p', [2]).name).toBe('p:0');
    });
  });

  it('is refused by a graph that was disposed', () => {
    const scope = inGraph(() => variableScope('a', (opened) => opened));
    scope.getVariable('v', [1]);
    graph.dispose();
    for (const reuse of [true, false, AUTO_REUSE] as const) expect(() => scope.getVariable('v', [1], { reuse })).toThrow(GraphMismatchError);
  });
});

describe('getLocalVariable', () => {
  it('is not trained, is local, and takes the same arguments', () => {
    inGraph(() => {
      const [first, second] = [getLocalVariable('a', [1]), getLocalVariable('b', { shape: [1], trainable: true, collections: ['mine'] })];
      expect([first.trainable, second.trainable]).toEqual([false, false]);
      expect(['variables', 'local_variables', 'trainable_variables', 'mine'].map((key) => graph.collections.get(key))).toEqual([
        [], [first, second], [], [second],
      ]);
      expect(getLocalVariable('a', [1], { reuse: true })).toBe(first);
    });
  });
});

describe('a partitioned variable', () => {
  it('is made of the slices of a value, which may be larger than it', () => {
    inGraph(() => {
      const partitioner = (): number[] => [2];
      const whole = getVariable('v', [3], { initializer: [1, 2, 3, 4], partitioner });
      expect([...whole].map((shard) => shard.arraySync())).toEqual([[1, 2], [3]]);
      expect(() => getVariable('w', [3], { initializer: [1, 2], partitioner })).toThrow(InitializerShapeMismatchError);
      expect(() => getVariable('x', [3], { initializer: 1, partitioner })).toThrow(InitializerShapeMismatchError);
    });
  });

  it('tells its initializer where each shard lies', () => {
    inGraph(() => {
      const seen: unknown[] = [];
      const initializer = (shape: Shape, dtype?: string, info?: PartitionInfo): Tensor => {
        seen.push([shape, dtype, info?.fullShape, info?.varOffset]);
        return ones([...shape]);
      };
      getVariable('v', [2, 3], { initializer, partitioner: () => [1, 2] });
      expect(seen).toEqual([[[2, 2], 'float32', [2, 3], [0, 0]], [[2, 1], 'float32', [2, 3], [0, 2]]]);
    });
  });

  it('counts its losses once for every shard, with gradients for each', () => {
    inGraph(() => {
      const whole = getVariable('v', [2], { initializer: [3, 4], partitioner: () => [2], regularizer: (weights) => sum(square(weights)) });
      expect(tidy(() => getRegularizationLosses().map((loss) => loss.arraySync()))).toEqual([9, 16]);
      const { value, grads } = variableGrads(() => sum<Scalar>(square(whole.asTensor())), [...whole]);
      expect([...whole].map((shard) => grads[shard.name]?.arraySync())).toEqual([[6], [8]]);
      for (const tensor of [value, ...Object.values(grads)]) tensor.dispose();
    });
  });

  it('is found by name alone with reuse', () => {
    inGraph(() => {
      const whole = getVariable('v', [4], { partitioner: () => [2] });
      expect(getVariable<PartitionedVariable>('v', { reuse: true })).toBe(whole);
      expect(variableScope('', { reuse: true, partitioner: () => [2] }, () => getVariable<PartitionedVariable>('v', [4]))).toBe(whole);
    });
  });

  it('comes as a list of shards from createPartitionedVariables, in a scope of its own', () => {
    inGraph(() => {
      const shards = createPartitionedVariables([4, 2], [2, 1], onesInitializer);
      expect(shards.map(({ name, shape }) => [name, shape])).toEqual([
        ['PartitionedVariable/part_0:0', [2, 2]], ['PartitionedVariable/part_1:0', [2, 2]],
      ]);
      const [named] = createPartitionedVariables([2], [1], null, { name: 'n', dtype: 'int32', trainable: false, collections: ['mine'] });
      expect([named?.name, named?.declaredDtype, named?.trainable, graph.collections.get('mine')]).toEqual(['n/part_0:0', 'int32', false, [named]]);
      expect(createPartitionedVariables([2], [1], null, { name: 'n', dtype: 'int32', reuse: true })).toEqual([named]);
    });
  });
});
