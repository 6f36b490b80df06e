import { expect, test } from 'vitest';
import { compare } from './compare.js';

test('finds nothing between equal values', () => {
  const value = { a: [1, 'x', { b: null }], c: true };
  expect(compare(value, structuredClone(value), '')).toEqual([]);
});

test('takes numbers within 1e-4, relative or absolute, for equal', () => {
  expect(compare([0, 1e6, 2], [0.00009, 1e6 + 99, 2], '')).toEqual([]);
  expect(compare([0, 1e6], [0.00011, 1e6 + 101], '')).toHaveLength(2);
});

test('tells true from 1 and a number from its text', () => {
  expect(compare(true, 1, '/x')).toEqual([{ path: '/x', expected: true, actual: 1 }]);
  expect(compare('1', 1, '/x')).toHaveLength(1);
});

test('tells a field that is absent from one that is null', () => {
  expect(compare({ a: null }, {}, '')).toEqual([{ path: '/a', expected: null, actual: undefined }]);
  expect(compare({}, { a: null }, '')).toEqual([{ path: '/a', expected: undefined, actual: null }]);
});

test('takes no field of the prototype for one of the record', () => {
  expect(compare({ constructor: 'x' }, {}, '')).toEqual([{ path: '/constructor', expected: 'x', actual: undefined }]);
});

test('never compares the text of an error message', () => {
  expect(compare({ kind: 'k', msg: 'one' }, { kind: 'k' }, '')).toEqual([]);
});

test('tells lists apart by length and by order', () => {
  expect(compare([1, 2], [1], '')).toEqual([{ path: '/length', expected: 2, actual: 1 }]);
  expect(compare(['a', 'b'], ['b', 'a'], '')).toHaveLength(2);
});

test('tells an empty list from an empty record', () => {
  expect(compare([], {}, '')).toHaveLength(1);
});

test('compares a tensor as far as the graph of TensorFlow knew its shape', () => {
  const known = { tensor: { shape: [null, 2], value: null } };
  expect(compare(known, { tensor: { shape: [1, 2], value: [[3, 4]] } }, '')).toEqual([]);
  expect(compare(known, { tensor: { shape: [1, 3], value: [[3, 4, 5]] } }, '')).toHaveLength(1);
  expect(compare(known, { tensor: { shape: [2], value: [3, 4] } }, '')).not.toEqual([]);
  expect(compare({ var: known.tensor }, { var: { shape: [1, 2], value: null } }, '')).toHaveLength(1);
});
