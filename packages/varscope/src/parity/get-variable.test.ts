/** The arguments of `tf.get_variable` and `tf.get_local_variable`, one by one. */
import '@tensorflow/tfjs-backend-cpu';
import { clipByValue, scalar, sum, tensor1d, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  AssignShapeError,
  AUTO_REUSE,
  DTypeMismatchError,
  fixedSizePartitioner,
  getCollection,
  getLocalVariable,
  getRegularizationLosses,
  getVariable,
  globalVariables,
  Graph,
  InvalidInitializerError,
  l2Regularizer,
  localVariables,
  onesInitializer,
  ShapeMismatchError,
  ShapeWithConstantError,
  trainableVariables,
  VariableAggregation,
  VariableExistsError,
  VariableMissingError,
  variableScope,
  VariableSynchronization,
  zerosInitializer,
  type CustomGetter,
} from '../index.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

describe('getVariable', () => {
  test('name: is below the current scope, and ends with :0', () => {
    graph.run(() => {
      expect(getVariable('v', [1]).name).toBe('v:0');
      expect(variableScope('foo', () => getVariable('bar/v', [1])).op.name).toBe('foo/bar/v');
    });
  });

  test('shape: is a list, a number, or nothing where a value decides it; it is compared when the variable is shared', () => {
    graph.run(() => {
      expect(getVariable('a', [2, 3]).shape).toEqual([2, 3]);
      expect(getVariable('b', 2).shape).toEqual([2]);
      expect(getVariable('c', { initializer: [[1, 2]] }).shape).toEqual([1, 2]);
      expect(() => getVariable('d', [2], { initializer: [1, 2] })).toThrow(ShapeWithConstantError);
      variableScope('', { reuse: true }, () => {
        expect(getVariable('a').shape).toEqual([2, 3]);
        expect(() => getVariable('a', [3, 2])).toThrow(ShapeMismatchError);
      });
    });
  });

  test('shape: may have open dimensions where the variable exists, or its function decides them', () => {
    graph.run(() => {
      const v = getVariable('v', [null, 2], { initializer: () => [[1, 2]], validateShape: false });
      expect([v.shape, v.declaredShape]).toEqual([[1, 2], [null, 2]]);
      expect(() => getVariable('w', [null, 2], { initializer: zerosInitializer() })).toThrow(InvalidInitializerError);
    });
  });

  test('dtype: is float32 unless the scope or the value says something else, and is compared when the variable is shared', () => {
    graph.run(() => {
      expect(getVariable('a', [1]).declaredDtype).toBe('float32');
      expect(getVariable('b', [1], { dtype: 'int64' })).toMatchObject({ declaredDtype: 'int64', dtype: 'int32' });
      expect(getVariable('c', { initializer: [true] }).declaredDtype).toBe('bool');
      expect(variableScope('foo', { dtype: 'float16' }, () => getVariable('d', [1])).declaredDtype).toBe('float16');
      variableScope('', { reuse: true }, () => {
        expect(() => getVariable('b', [1])).toThrow(DTypeMismatchError);
      });
    });
  });

  test('initializer: is an initializer, a factory passed uncalled, a function that gives the value, or the value', () => {
    graph.run(() => {
      const tensor = tensor1d([5, 6]);
      const values = [onesInitializer(), onesInitializer, () => [3, 4]].map((initializer, index) =>
        getVariable(`v${index}`, [2], { initializer }).arraySync(),
      );
      const constants = [tensor, [7, 8]].map((initializer, index) => getVariable(`c${index}`, { initializer }).arraySync());
      expect([...values, ...constants]).toEqual([[1, 1], [1, 1], [3, 4], [5, 6], [7, 8]]);
      tensor.dispose();
    });
  });

  test('initializer: is glorot uniform for floats and zeros for the others, unless the scope has one', () => {
    graph.run(() => {
      const limit = Math.sqrt(6 / 2); // of one value in and one out
      const [value] = getVariable('a', [1, 1]).dataSync();
      expect(Math.abs(value as number)).toBeLessThanOrEqual(limit);
      expect(value).not.toBe(0);
      expect(getVariable('b', [2], { dtype: 'int32' }).arraySync()).toEqual([0, 0]);
      expect(variableScope('foo', { initializer: onesInitializer() }, () => getVariable('c', [1])).arraySync()).toEqual([1]);
    });
  });

  test('regularizer: adds a loss once, when the variable is created', () => {
    graph.run(() => {
      const options = { initializer: onesInitializer(), regularizer: l2Regularizer(1), reuse: AUTO_REUSE } as const;
      getVariable('v', [2], options);
      getVariable('v', [2], options);
      expect(tidy(() => getRegularizationLosses().map((loss) => loss.arraySync()))).toEqual([1]);
    });
  });

  test('trainable: is true by default, and decides whether the variable is in the collection', () => {
    graph.run(() => {
      const [v, w] = [getVariable('v', [1]), getVariable('w', [1], { trainable: false })];
      expect([v.trainable, w.trainable, trainableVariables()]).toEqual([true, false, [v]]);
    });
  });

  test('collections: take the place of the global variables, not of the trainable ones', () => {
    graph.run(() => {
      const v = getVariable('v', [1], { collections: ['mine'] });
      expect([getCollection('mine'), globalVariables(), trainableVariables()]).toEqual([[v], [], [v]]);
    });
  });

  test('caching_device: is a string or a function, inherited from the scope, and kept by the variable', () => {
    graph.run(() => {
      const own = (operation: { readonly device: string }): string => operation.device;
      variableScope('foo', { cachingDevice: '/cpu:0' }, () => {
        expect(getVariable('v', [1]).cachingDevice).toBe('/cpu:0');
        expect(getVariable('w', [1], { cachingDevice: own }).cachingDevice).toBe(own);
      });
    });
  });

  test('partitioner: makes shards, and is called with shape and dtype', () => {
    graph.run(() => {
      const asked: unknown[] = [];
      const v = getVariable('v', [3, 2], {
        dtype: 'float64',
        partitioner: (shape, dtype) => {
          asked.push([shape, dtype]);
          return [2, 1];
        },
      });
      expect(asked).toEqual([[[3, 2], 'float64']]);
      expect(v.shards.map(({ name, shape }) => [name, shape])).toEqual([['v/part_0:0', [2, 2]], ['v/part_1:0', [1, 2]]]);
    });
  });

  test('validate_shape: with false, too, a known shape holds, as in resource variables', () => {
    graph.run(() => {
      const v = getVariable('v', { initializer: [1, 2], validateShape: false });
      expect(() => v.assign([3, 4, 5])).toThrow(AssignShapeError);
      expect(v.declaredShape).toEqual([2]);
    });
  });

  test('use_resource: reaches getters and creators; a variable is the same with and without', () => {
    graph.run(() => {
      const seen: unknown[] = [];
      const customGetter: CustomGetter = (getter, name, options) => {
        seen.push(options.useResource);
        return getter(name, options);
      };
      getVariable('v', [1], { customGetter });
      getVariable('w', [1], { customGetter, useResource: true });
      expect(seen).toEqual([null, true]);
    });
  });

  test('custom_getter: decides what is returned, and takes the place of the getters of the scopes', () => {
    graph.run(() => {
      const outer: CustomGetter = () => scalar(1);
      const doubled: CustomGetter = (getter, name, options) => sum(getter(name, options) as Tensor);
      variableScope('foo', { customGetter: outer }, () => {
        const result = getVariable<Tensor>('v', [2], { initializer: onesInitializer(), customGetter: doubled });
        expect(result.arraySync()).toBe(2);
        result.dispose();
      });
    });
  });

  test('constraint: is kept by the variable, and not applied by assignments', () => {
    graph.run(() => {
      const constraint = (value: Tensor): Tensor => clipByValue(value, 0, 1);
      const v = getVariable('v', [1], { constraint });
      expect(v.constraint).toBe(constraint);
      expect(v.assign([5]).arraySync()).toEqual([5]);
    });
  });

  test('synchronization: is kept; ON_READ makes a variable that does not train', () => {
    graph.run(() => {
      expect(getVariable('a', [1]).synchronization).toBe('AUTO');
      const v = getVariable('b', [1], { synchronization: VariableSynchronization.ON_READ });
      expect([v.synchronization, v.trainable]).toEqual(['ON_READ', false]);
    });
  });

  test('aggregation: is kept', () => {
    graph.run(() => {
      expect(getVariable('a', [1]).aggregation).toBe('NONE');
      expect(getVariable('b', [1], { aggregation: VariableAggregation.MEAN }).aggregation).toBe('MEAN');
    });
  });

  test('reuse: overrides that of the scope', () => {
    graph.run(() => {
      const v = getVariable('v', [1]);
      expect(getVariable('v', [1], { reuse: true })).toBe(v);
      expect(getVariable('v', [1], { reuse: AUTO_REUSE })).toBe(v);
      expect(() => getVariable('w', [1], { reuse: true })).toThrow(VariableMissingError);
      variableScope('', { reuse: AUTO_REUSE }, () => {
        expect(() => getVariable('v', [1], { reuse: false })).toThrow(VariableExistsError);
      });
    });
  });
});

describe('getLocalVariable', () => {
  test('takes the arguments of getVariable; the variable is local and never trains', () => {
    graph.run(() => {
      const v = getLocalVariable('v', [2], { initializer: zerosInitializer(), trainable: true, collections: ['mine'] });
      expect([v.trainable, localVariables(), globalVariables(), getCollection('mine')]).toEqual([false, [v], [], [v]]);
      const p = getLocalVariable<Iterable<unknown>>('p', [4], { partitioner: fixedSizePartitioner(2) });
      expect(localVariables()).toEqual([v, ...p]);
    });
  });
});
