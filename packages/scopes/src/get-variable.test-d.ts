import type { Tensor } from '@tensorflow/tfjs-core';
import { AUTO_REUSE, type DType, type Partitioner, type PartitionInfo, type Shape } from '@varscope/spec';
import { zerosInitializer } from '@varscope/initializers';
import type { PartitionedVariable, Variable } from '@varscope/store';
import { expectTypeOf, test } from 'vitest';
import type { createPartitionedVariables } from './create-partitioned-variables.js';
import type { getLocalVariable } from './get-local-variable.js';
import type { getVariable } from './get-variable.js';
import type { VariableScope } from './scope.js';

declare const get: typeof getVariable;
declare const getLocal: typeof getLocalVariable;
declare const createPartitioned: typeof createPartitionedVariables;
declare const scope: VariableScope;
declare const partitioner: Partitioner;
declare const tensor: Tensor;

test('getVariable gives a variable, and a partitioned one where the call has a partitioner', () => {
  expectTypeOf(get('v')).toEqualTypeOf<Variable>();
  expectTypeOf(get('v', [2, 3])).toEqualTypeOf<Variable>();
  expectTypeOf(get('v', 3)).toEqualTypeOf<Variable>();
  expectTypeOf(get('v', null, { initializer: tensor })).toEqualTypeOf<Variable>();
  expectTypeOf(get('v', { shape: [2, null] })).toEqualTypeOf<Variable>();
  expectTypeOf(get('v', [2, 3], { partitioner })).toEqualTypeOf<PartitionedVariable>();
  expectTypeOf(get('v', { shape: [2, 3], partitioner })).toEqualTypeOf<PartitionedVariable>();
  expectTypeOf(get('v', [2], { partitioner: null })).toEqualTypeOf<Variable>();
});

test('getVariable gives what a custom getter gives, where the program says so', () => {
  expectTypeOf(get<Tensor>('v', [2])).toEqualTypeOf<Tensor>();
  expectTypeOf(get<PartitionedVariable>('v')).toEqualTypeOf<PartitionedVariable>();
});

test('getVariable takes every kind of initializer, and every option with null and undefined', () => {
  get('v', [2], { initializer: zerosInitializer });
  get('v', [2], { initializer: zerosInitializer() });
  get('v', { initializer: () => tensor });
  get('v', [2], {
    initializer: (shape: Shape, dtype?: DType, partitionInfo?: PartitionInfo) => {
      expectTypeOf([shape, dtype, partitionInfo]).not.toBeAny();
      return tensor;
    },
  });
  for (const initializer of [1, true, 'a', [1, 2], [[1], [2]], new Float32Array(2), tensor]) get('v', { initializer });
  get('v', { shape: null, dtype: null, initializer: null, regularizer: null, trainable: null, collections: null, cachingDevice: null });
  get('v', { partitioner: null, useResource: null, customGetter: null, constraint: null, synchronization: null, aggregation: null, reuse: null });
  get('v', [2], { reuse: AUTO_REUSE, synchronization: 'ON_READ', aggregation: 'MEAN', collections: ['mine'], dtype: 'bfloat16' });
});

test('getVariable refuses what does not exist', () => {
  // @ts-expect-error no such option
  get('v', [2], { initialiser: zerosInitializer });
  // @ts-expect-error no such dtype
  get('v', [2], { dtype: 'float8' });
  // @ts-expect-error no such reuse
  get('v', [2], { reuse: 'auto' });
  // @ts-expect-error a name is a text
  get(1, [2]);
  // @ts-expect-error no such synchronization
  get('v', [2], { synchronization: 'OFTEN' });
});

test('the methods of scopes, and local variables, have the same types', () => {
  expectTypeOf(scope.getVariable('v', [2])).toEqualTypeOf<Variable>();
  expectTypeOf(scope.getVariable('v', { partitioner })).toEqualTypeOf<PartitionedVariable>();
  expectTypeOf(scope.getLocalVariable<Tensor>('v', [2])).toEqualTypeOf<Tensor>();
  expectTypeOf(getLocal('v', [2])).toEqualTypeOf<Variable>();
  expectTypeOf(createPartitioned([4], [2], zerosInitializer)).toEqualTypeOf<Variable[]>();
});
