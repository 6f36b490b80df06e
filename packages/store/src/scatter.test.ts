/** What TensorFlow 2.21 gives for `tf.scatter_…` and `tf.scatter_nd_…` on resource variables, run in a session. */
import '@tensorflow/tfjs-backend-cpu';
import { tensor } from '@tensorflow/tfjs-core';
import { ArgumentTypeError, InvalidArgumentError, ValueRangeError } from '@varscope/spec/errors';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Graph } from './graph.js';
import { Variable, type InitialValueLike, type VariableOptions } from './variable.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

const make = (value: InitialValueLike, options: VariableOptions = {}): Variable => graph.run(() => new Variable(value, options));
/** The same values, to be compared as float32. */
function close(values: unknown): unknown {
  if (Array.isArray(values)) return values.map(close);
  return expect.closeTo(values as number, 5) as unknown; // arrays hold numbers
}
type Rows = 'scatterUpdate' | 'scatterAdd' | 'scatterSub' | 'scatterMul' | 'scatterDiv' | 'scatterMin' | 'scatterMax';

describe.each<[Rows, Record<'repeated' | 'rows' | 'scalar' | 'nested' | 'integers', unknown>]>([
  ['scatterUpdate', { repeated: [6, 5, 3], rows: [[1, 2], [0.5, 7]], scalar: [5, 5, 3], nested: [5, 6, 7], integers: [2, 2, 3] }],
  ['scatterAdd', { repeated: [7, 11, 3], rows: [[1, 2], [7.5, 16]], scalar: [6, 12, 3], nested: [6, 12, 10], integers: [9, -5, 3] }],
  ['scatterSub', { repeated: [-5, -7, 3], rows: [[1, 2], [-1.5, -8]], scalar: [-4, -8, 3], nested: [-4, -8, -4], integers: [5, -9, 3] }],
  ['scatterMul', { repeated: [6, 40, 3], rows: [[1, 2], [6, 140]], scalar: [5, 50, 3], nested: [5, 48, 21], integers: [14, -14, 3] }],
  ['scatterDiv', { repeated: [0.1666667, 0.1, 3], rows: [[1, 2], [1.5, 0.1142857]], scalar: [0.2, 0.08, 3], nested: [0.2, 0.0833333, 0.4285714], integers: [3, -3, 3] }],
  ['scatterMin', { repeated: [1, 2, 3], rows: [[1, 2], [0.5, 4]], scalar: [1, 2, 3], nested: [1, 2, 3], integers: [2, -7, 3] }],
  ['scatterMax', { repeated: [6, 5, 3], rows: [[1, 2], [4, 7]], scalar: [5, 5, 3], nested: [5, 6, 7], integers: [7, 2, 3] }],
])('%s', (name, expected) => {
  it('applies updates of one row one after another', () => {
    const variable = make([1, 2, 3]);
    expect(variable[name]([1, 1, 0], [4, 5, 6])).toBe(variable);
    expect(variable.arraySync()).toEqual(close(expected.repeated));
  });

  it('updates whole rows, takes one number for all, and indices of any shape', () => {
    expect(make([[1, 2], [3, 4]])[name]([1, 1], [[4, 5], [0.5, 7]]).arraySync()).toEqual(close(expected.rows));
    expect(make([1, 2, 3])[name]([1, 1, 0], 5).arraySync()).toEqual(close(expected.scalar));
    expect(make([1, 2, 3])[name]([[1, 0], [1, 2]], [[4, 5], [6, 7]]).arraySync()).toEqual(close(expected.nested));
    expect(make([1, 2, 3])[name]([], []).arraySync()).toEqual([1, 2, 3]);
  });

  it('computes integers as integers', () => {
    expect(make([7, -7, 3], { dtype: 'int32' })[name]([0, 1], [2, 2]).arraySync()).toEqual(expected.integers);
  });

  it('refuses indices outside, and updates that do not fit', () => {
    const variable = make([1, 2, 3]);
    expect(() => variable[name]([1, 3], [4, 5])).toThrow(/^indices\[1\] = 3 is not in \[0, 3\)/);
    expect(() => variable[name]([-1], [4])).toThrow(InvalidArgumentError);
    expect(() => variable[name]([0, 1], [4])).toThrow(/^Must have updates\.shape = indices\.shape \+ params\.shape\[1:\]/);
    expect(() => make([[1, 2], [3, 4]])[name]([1, 0], [4, 5])).toThrow(InvalidArgumentError);
    expect(() => make(1)[name]([0], [2])).toThrow(InvalidArgumentError);
    expect(() => variable[name]([0.5], [2])).toThrow(ArgumentTypeError);
    const indices = tensor([0], [1], 'float32');
    expect(() => variable[name](indices, [2])).toThrow(ArgumentTypeError);
    indices.dispose();
    expect(variable.arraySync()).toEqual([1, 2, 3]);
  });
});

describe('scatters', () => {
  it('refuse to divide by zero', () => {
    expect(() => make([1]).scatterDiv([0], [0])).toThrow(InvalidArgumentError);
    expect(() => make([1], { dtype: 'int32' }).scatterDiv([0], [0])).toThrow(InvalidArgumentError);
  });

  it('keep a number against a NaN, and a NaN against a number', () => {
    expect(make([1]).scatterMin([0], [NaN]).arraySync()).toEqual([1]);
    expect(make([1]).scatterMax([0], [NaN]).arraySync()).toEqual([1]);
    expect(make([NaN]).scatterMin([0], [1]).arraySync()).toEqual([NaN]);
  });

  it('do not let integers wrap', () => {
    expect(() => make([100], { dtype: 'int8' }).scatterAdd([0], [100])).toThrow(ValueRangeError);
    expect(() => make([2 ** 30], { dtype: 'int64' }).scatterMul([0], [4])).toThrow(ValueRangeError);
    expect(() => make([2 ** 30], { dtype: 'int32' }).scatterNdAdd([[0]], [2 ** 30])).toThrow(ValueRangeError);
  });

  it('set texts and truth values, and compute nothing with them', () => {
    expect(make(['a', 'b']).scatterUpdate([0], ['c']).arraySync()).toEqual(['c', 'b']);
    expect(make([true, true]).scatterUpdate([0], [false]).arraySync()).toEqual([0, 1]);
    expect(() => make(['a']).scatterAdd([0], ['b'])).toThrow(ArgumentTypeError);
    expect(() => make([true]).scatterMax([0], [false])).toThrow(ArgumentTypeError);
  });

  it('set, add and subtract complex numbers, and refuse the rest', () => {
    const variable = make([1, 2], { dtype: 'complex64' });
    expect([...variable.scatterAdd([0], [1]).scatterSub([1], [5]).dataSync()]).toEqual([2, 0, -3, 0]);
    expect(() => variable.scatterMin([0], [1])).toThrow(ArgumentTypeError);
  });
});

describe.each(['scatterNdUpdate', 'scatterNdAdd', 'scatterNdSub'] as const)('%s', (name) => {
  const of = <T>(update: T, add: T, sub: T): T => ({ scatterNdUpdate: update, scatterNdAdd: add, scatterNdSub: sub })[name];

  it('changes elements, slices, and what indices of any shape name', () => {
    expect(make([1, 2, 3])[name]([[1], [1], [0]], [4, 5, 6]).arraySync()).toEqual(of([6, 5, 3], [7, 11, 3], [-5, -7, 3]));
    expect(make([[1, 2], [3, 4]])[name]([[1, 0], [0, 1], [1, 0]], [4, 5, 6]).arraySync()).toEqual(
      of([[1, 5], [6, 4]], [[1, 7], [13, 4]], [[1, -3], [-7, 4]]),
    );
    expect(make([[1, 2], [3, 4]])[name]([[1], [1]], [[4, 5], [6, 7]]).arraySync()).toEqual(
      of([[1, 2], [6, 7]], [[1, 2], [13, 16]], [[1, 2], [-7, -8]]),
    );
    expect(make([1, 2, 3])[name]([[[0], [1]], [[1], [2]]], [[4, 5], [6, 7]]).arraySync()).toEqual(of([4, 6, 7], [5, 13, 10], [-3, -9, -4]));
  });

  it('refuses indices that are outside or too deep, and updates that do not fit', () => {
    const variable = make([1, 2, 3]);
    expect(() => variable[name]([[3]], [4])).toThrow(/^indices\[0\] = \[3\] does not index into shape \[3\]/);
    for (const [indices, updates] of [[[[1], [0]], [4]], [[[1], [0]], 4], [[[0, 0]], [4]], [[[]], [[4, 5, 6]]], [0, 4]] as const) {
      expect(() => variable[name](indices as never, updates as never)).toThrow(InvalidArgumentError);
    }
    expect(() => variable[name]([[0.5]], [4])).toThrow(ArgumentTypeError);
  });
});

it('takes the smaller and the larger of elements', () => {
  expect(make([1, 5]).scatterNdMin([[0], [1]], [2, 2]).arraySync()).toEqual([1, 2]);
  expect(make([1, 5]).scatterNdMax([[0], [1]], [2, 2]).arraySync()).toEqual([2, 5]);
});
