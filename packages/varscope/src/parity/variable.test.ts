/** The arguments of `tf.Variable` and the members of a variable, one by one. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { add, grad, slice, square, sum, Tensor, tidy, Variable as TfjsVariable } from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  AssignShapeError,
  assign,
  assignAdd,
  assignSub,
  device,
  FailedPreconditionError,
  fixedSizePartitioner,
  getCollection,
  getVariable,
  globalVariables,
  Graph,
  InitialValueMissingError,
  isVariable,
  isVariableInitialized,
  nameScope,
  reportUninitializedVariables,
  trainableVariables,
  ValueRangeError,
  Variable,
  VariableAggregation,
  VariableSynchronization,
} from '../index.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

/** What a tensor holds; disposes of the tensor. */
function take(tensor: Tensor): unknown {
  const value: unknown = tensor.arraySync();
  tensor.dispose();
  return value;
}

describe('new Variable', () => {
  test('initial_value: is a value, a tensor, or a function that computes it', () => {
    graph.run(() => {
      expect(new Variable([1, 2]).arraySync()).toEqual([1, 2]);
      expect(new Variable(() => add([1, 2], 1)).arraySync()).toEqual([2, 3]);
      const tensor = add([1, 2], 2);
      expect(new Variable(tensor).arraySync()).toEqual([3, 4]);
      tensor.dispose();
      expect(() => new Variable(null)).toThrow(InitialValueMissingError);
    });
  });

  test('name: is below the name scope, unique, and "Variable" by default', () => {
    graph.run(() => {
      const names = nameScope('n', () => [new Variable(0, { name: 'v' }).name, new Variable(0, { name: 'v' }).name, new Variable(0).name]);
      expect(names).toEqual(['n/v:0', 'n/v_1:0', 'n/Variable:0']);
    });
  });

  test('trainable, collections: decide the lists that it is in', () => {
    graph.run(() => {
      const v = new Variable(0, { trainable: false, collections: ['mine'] });
      const w = new Variable(0);
      expect([getCollection('mine'), globalVariables(), trainableVariables()]).toEqual([[v], [w], [w]]);
    });
  });

  test('dtype: is that of the value by default; a value that it does not hold is an error', () => {
    graph.run(() => {
      expect([1, true, 'a'].map((value) => new Variable(value).declaredDtype)).toEqual(['float32', 'bool', 'string']);
      expect(new Variable(1, { dtype: 'uint8' })).toMatchObject({ declaredDtype: 'uint8', dtype: 'int32' });
      expect(() => new Variable(256, { dtype: 'uint8' })).toThrow(ValueRangeError);
    });
  });

  test('shape, validate_shape: leave dimensions open for later values', () => {
    graph.run(() => {
      const open = new Variable([[1, 2]], { shape: [null, 2] });
      expect(open.assign([[1, 2], [3, 4]]).shape).toEqual([2, 2]);
      expect(() => open.assign([1])).toThrow(AssignShapeError);
      expect(() => new Variable([1, 2], { validateShape: false }).assign(5)).toThrow(AssignShapeError);
    });
  });

  test('constraint, caching_device, synchronization, aggregation, use_resource: are kept', () => {
    graph.run(() => {
      const constraint = (value: Tensor): Tensor => value;
      const v = new Variable(0, {
        constraint,
        cachingDevice: '/cpu:0',
        synchronization: VariableSynchronization.ON_WRITE,
        aggregation: VariableAggregation.SUM,
        useResource: true,
      });
      expect(v).toMatchObject({ constraint, cachingDevice: '/cpu:0', synchronization: 'ON_WRITE', aggregation: 'SUM' });
    });
  });
});

describe('a variable', () => {
  test('is a tensor of TensorFlow.js, for its ops, gradients and optimizers', () => {
    graph.run(() => {
      const v = new Variable([1, 2]);
      expect([v instanceof Variable, v instanceof TfjsVariable, isVariable(v)]).toEqual([true, true, true]);
      expect(take(tidy(() => grad((x) => sum(square(x)))(v)))).toEqual([2, 4]);
      expect([isVariable(null), isVariable({}), take(add(v, 1))]).toEqual([false, false, [2, 3]]);
    });
  });

  test('name, op, graph, device, dtype, shape, trainable: are what TensorFlow has', () => {
    graph.run(() => {
      const v = device('/cpu:0', () => new Variable([1], { name: 'v', dtype: 'int64' }));
      expect([v.name, v.op.name, v.device]).toEqual(['v:0', 'v', '/device:CPU:0']);
      expect([v.graph, v.declaredDtype, v.shape, v.trainable]).toEqual([graph, 'int64', [1], true]);
    });
  });

  test('initializer: gives it its initial value', () => {
    using deferred = new Graph({ initialization: 'deferred' });
    const v = deferred.run(() => new Variable([1, 2], { name: 'v' }));
    expect(() => v.dataSync()).toThrow(FailedPreconditionError);
    expect([isVariableInitialized(v), deferred.run(() => reportUninitializedVariables())]).toEqual([false, ['v']]);
    v.initializer.run();
    expect([isVariableInitialized(v), v.arraySync()]).toEqual([true, [1, 2]]);
  });

  test('initialized_value: is the value, or the initial one where there is none yet', () => {
    using deferred = new Graph({ initialization: 'deferred' });
    const v = deferred.run(() => new Variable([1, 2]));
    expect([take(v.initializedValue()), v.isInitialized]).toEqual([[1, 2], false]);
    v.assign([3, 4]);
    expect(take(v.initializedValue())).toEqual([3, 4]);
  });

  test('assign, assign_add, assign_sub: change it and return it; the operand has its shape', () => {
    graph.run(() => {
      const v = new Variable([1, 2]);
      expect(v.assign([3, 4])).toBe(v);
      expect(v.assignAdd([1, 1])).toBe(v);
      expect(v.assignSub([2, 2]).arraySync()).toEqual([2, 3]);
      expect(() => v.assign([1])).toThrow(AssignShapeError);
      expect(() => v.assignAdd(1)).toThrow(AssignShapeError);
      expect(() => v.assignSub([[1, 1]])).toThrow(AssignShapeError);
      expect(assignSub(assignAdd(assign(v, [5, 5]), [1, 1]), [2, 2]).arraySync()).toEqual([4, 4]);
    });
  });

  test('read_value, value: are copies of the present value', () => {
    graph.run(() => {
      const v = new Variable([1, 2]);
      const [read, value] = [v.readValue(), v.value()];
      v.assign([3, 4]);
      expect([take(read), take(value)]).toEqual([[1, 2], [1, 2]]);
    });
  });

  // Of [[1, 2], [3, 4], [5, 6]], with rows 2 and 0 updated by [[2, 4], [4, 8]], as TensorFlow does.
  test.each([
    ['scatterUpdate', [[4, 8], [3, 4], [2, 4]]],
    ['scatterAdd', [[5, 10], [3, 4], [7, 10]]],
    ['scatterSub', [[-3, -6], [3, 4], [3, 2]]],
    ['scatterMul', [[4, 16], [3, 4], [10, 24]]],
    ['scatterDiv', [[0.25, 0.25], [3, 4], [2.5, 1.5]]],
    ['scatterMin', [[1, 2], [3, 4], [2, 4]]],
    ['scatterMax', [[4, 8], [3, 4], [5, 6]]],
  ] as const)('%s changes rows', (method, expected) => {
    graph.run(() => {
      const v = new Variable([[1, 2], [3, 4], [5, 6]]);
      expect(v[method]([2, 0], [[2, 4], [4, 8]])).toBe(v);
      expect(v.arraySync()).toEqual(expected);
    });
  });

  test.each([
    ['scatterNdUpdate', [[1, 4], [3, 4], [2, 6]]],
    ['scatterNdAdd', [[1, 6], [3, 4], [7, 6]]],
    ['scatterNdSub', [[1, -2], [3, 4], [3, 6]]],
  ] as const)('%s changes elements', (method, expected) => {
    graph.run(() => {
      const v = new Variable([[1, 2], [3, 4], [5, 6]]);
      expect(v[method]([[2, 0], [0, 1]], [2, 4])).toBe(v);
      expect(v.arraySync()).toEqual(expected);
    });
  });

  test('sparse_read, gather_nd: read rows and elements', () => {
    graph.run(() => {
      const v = new Variable([[1, 2], [3, 4]]);
      expect(take(v.sparseRead([1, 1, 0]))).toEqual([[3, 4], [3, 4], [1, 2]]);
      expect(take(v.gatherNd([[1, 0], [0, 1]]))).toEqual([3, 2]);
    });
  });

  test('operators, indexing, eval: are ops of TensorFlow.js, and its reading of values', async () => {
    await graph.run(async () => {
      const v = new Variable([1, 2, 3]);
      expect([take(add(v, v)), take(slice(v, 1, 1))]).toEqual([[2, 4, 6], [2]]);
      expect([v.arraySync(), await v.array()]).toEqual([[1, 2, 3], [1, 2, 3]]);
    });
  });

  test('SaveSliceInfo: is on the shards of partitioned variables, with its spec', () => {
    graph.run(() => {
      const v = getVariable('v', [4, 3], { partitioner: fixedSizePartitioner(2) });
      const [fullShape, varOffset, varShape] = [[4, 3], [2, 0], [2, 3]];
      expect(v.shards[1]?.saveSliceInfo).toEqual({ fullName: 'v', fullShape, varOffset, varShape, spec: '4 3 2,2:0,3' });
      expect(getVariable('w', [1]).saveSliceInfo).toBeNull();
    });
  });

  test('as a key: is itself one, in Map and Set', () => {
    graph.run(() => {
      const [v, w] = [new Variable(1), new Variable(1)];
      const map = new Map([[v, 'v'], [w, 'w']]);
      expect([map.get(v), map.get(w)]).toEqual(['v', 'w']);
    });
  });
});
