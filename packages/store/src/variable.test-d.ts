import { Variable as TfjsVariable, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import type { DType, PartialShape, VariableLike } from '@varscope/spec';
import { expectTypeOf, test } from 'vitest';
import type { EagerVariableStore } from './eager-variable-store.js';
import type { embeddingLookup } from './embedding-lookup.js';
import type { getRegularizationLoss } from './get-regularization-losses.js';
import type { Graph } from './graph.js';
import type { isVariable } from './is-variable.js';
import type { nameScope, OpenNameScope } from './name-scope.js';
import type { PartitionedVariable } from './partitioned-variable.js';
import { Variable } from './variable.js';

declare const variable: Variable;
declare const whole: PartitionedVariable;
declare const graph: Graph;
declare const tensor: Tensor;
declare const value: unknown;
declare const open: typeof nameScope;
declare const lookUp: typeof embeddingLookup;
declare const isOne: typeof isVariable;
declare const loss: typeof getRegularizationLoss;
declare const store: EagerVariableStore;

test('a variable is a tensor and a variable of tfjs, and knows what TensorFlow knows', () => {
  expectTypeOf(variable).toExtend<Tensor>();
  expectTypeOf(variable).toExtend<TfjsVariable>();
  expectTypeOf(variable).toExtend<VariableLike>();
  expectTypeOf(variable.declaredDtype).toEqualTypeOf<DType>();
  expectTypeOf(variable.declaredShape).toEqualTypeOf<PartialShape>();
  expectTypeOf(variable.readValue()).toEqualTypeOf<Tensor>();
});

test('new Variable takes values, tensors and functions of them', () => {
  expectTypeOf(new Variable(1)).toEqualTypeOf<Variable>();
  for (const initial of [[1, 2], 'a', true, tensor, variable, () => tensor, () => [1, 2]]) new Variable(initial, { name: 'v', dtype: 'int64', trainable: false });
  // @ts-expect-error no such option
  new Variable(1, { nam: 'v' });
  // @ts-expect-error no such dtype
  new Variable(1, { dtype: 'float8' });
  // @ts-expect-error the names of variables stay
  variable.name = 'w';
});

test('updates give the variable, so that they can follow each other', () => {
  expectTypeOf(variable.assign([1]).assignAdd(tensor).scatterUpdate([0], [1]).scatterNdAdd([[0]], [1])).toEqualTypeOf<Variable>();
  expectTypeOf(whole.assign([1]).assignSub(whole)).toEqualTypeOf<PartitionedVariable>();
});

test('a partitioned variable is no tensor', () => {
  expectTypeOf(whole).not.toExtend<Tensor>();
  expectTypeOf([...whole]).toEqualTypeOf<Variable[]>();
  expectTypeOf(whole.asTensor()).toEqualTypeOf<Tensor>();
  expectTypeOf(lookUp(whole, [1, 2], { partitionStrategy: 'div' })).toEqualTypeOf<Tensor>();
});

test('isVariable and instanceof narrow', () => {
  if (isOne(value)) expectTypeOf(value).toEqualTypeOf<Variable>();
  if (value instanceof Variable) expectTypeOf(value).toEqualTypeOf<Variable>();
});

test('graphs, name scopes and stores give what their bodies give', () => {
  expectTypeOf(graph.run(() => 1)).toEqualTypeOf<number>();
  expectTypeOf(graph.run(async () => Promise.resolve(1))).toEqualTypeOf<Promise<number>>();
  expectTypeOf(open('n', (name) => name.length)).toEqualTypeOf<number>();
  expectTypeOf(open('n')).toEqualTypeOf<OpenNameScope>();
  expectTypeOf(store.asDefault(() => 'a')).toEqualTypeOf<string>();
  expectTypeOf(loss()).toEqualTypeOf<Scalar>();
  expectTypeOf(graph).toExtend<Disposable>();
});
