import '@tensorflow/tfjs-backend-cpu';
import { memory, type Tensor } from '@tensorflow/tfjs-core';
import { DTYPES, type DType } from '@varscope/spec';
import { ArgumentTypeError, BadInitialValueError, ValueRangeError } from '@varscope/spec/errors';
import { describe, expect, it } from 'vitest';
import { hostTensor, readHostValue } from './host-value.js';

interface BytesClass {
  from(bytes: number[]): Uint8Array;
}
/** A class of bytes below `Uint8Array`: that of Node, where there is one. */
const Bytes: BytesClass = (globalThis as { Buffer?: BytesClass }).Buffer ?? class extends Uint8Array {};

/** The elements of a value in a dtype. */
function stored(value: unknown, dtype: DType): unknown[] {
  const tensor: Tensor = hostTensor(readHostValue(value), dtype);
  const elements = [...(tensor.dataSync() as Iterable<unknown>)];
  tensor.dispose();
  return elements;
}

describe('readHostValue', () => {
  it.each<[unknown, DType, readonly number[]]>([
    [1.5, 'float32', []],
    [3n, 'int64', []],
    [true, 'bool', []],
    ['text', 'string', []],
    [[], 'float32', [0]],
    [[[], []], 'float32', [2, 0]],
    [[[1, 2, 3]], 'float32', [1, 3]],
    [[[true], [false]], 'bool', [2, 1]],
    [['a', 'b'], 'string', [2]],
    [[1n], 'int64', [1]],
    [new Float32Array(2), 'float32', [2]],
    [new Float64Array(2), 'float64', [2]],
    [new Int8Array(2), 'int8', [2]],
    [new Int16Array(2), 'int16', [2]],
    [new Int32Array(2), 'int32', [2]],
    [new BigInt64Array(2), 'int64', [2]],
    [new Uint8Array(2), 'uint8', [2]],
    [new Uint8ClampedArray(2), 'uint8', [2]],
    [Bytes.from([1, 2]), 'uint8', [2]],
    [new Uint16Array(2), 'uint16', [2]],
    [new Uint32Array(2), 'uint32', [2]],
    [new BigUint64Array(2), 'uint64', [2]],
    [[new Int16Array(3), new Int16Array(3)], 'int16', [2, 3]],
  ])('reads %s as %s of shape %j', (value, dtype, shape) => {
    expect(readHostValue(value)).toMatchObject({ dtype, shape });
  });

  it('reads the elements of nested arrays row by row', () => {
    expect(readHostValue([[[1, 2]], [[3, 4]]])).toMatchObject({ values: [1, 2, 3, 4], shape: [2, 1, 2] });
    expect(readHostValue([new Int16Array([1, 2]), new Int16Array([3, 4])])).toMatchObject({ values: [1, 2, 3, 4] });
  });

  it.each<[string, unknown]>([
    ['a ragged array', [[1, 2], [3]]],
    ['rows of several depths', [[1], 2]],
    ['rows that are deeper than the first', [1, [2]]],
    ['typed rows of several lengths', [new Int8Array(1), new Int8Array(2)]],
    ['an array that mixes types', [1, true]],
    ['an array that mixes typed rows', [new Int8Array(1), new Int16Array(1)]],
    ['a hole', new Array<number>(2)],
    ['an object', {}],
    ['an object without a prototype', Object.create(null)],
    ['a symbol', Symbol('s')],
    ['a function', () => 1],
    ['a DataView', new DataView(new ArrayBuffer(2))],
    ['nothing', null],
    ['undefined', undefined],
  ])('refuses %s', (_what, value) => {
    expect(() => readHostValue(value)).toThrow(BadInitialValueError);
  });
});

describe('hostTensor', () => {
  it.each([...DTYPES.values()].filter(({ kind }) => kind === 'integer'))('holds the range of $name and nothing outside', ({ name, min, max }) => {
    expect(stored([min, max], name)).toEqual([min, max]);
    for (const outside of [(min as number) - 1, (max as number) + 1]) {
      expect(() => stored(outside, name)).toThrow(ValueRangeError);
      expect(() => stored(BigInt(outside), name)).toThrow(ValueRangeError);
    }
    expect(() => stored(2n ** 64n, name)).toThrow(ValueRangeError);
  });

  it.each([0.5, NaN, Infinity])('does not take %s for an integer', (value) => {
    expect(() => stored(value, 'int32')).toThrow(ArgumentTypeError);
  });

  // TensorFlow 2.21: tf.constant(value, dtype).
  it('rounds to the floating dtypes as TensorFlow does, to infinity, too', () => {
    expect(stored([1e6, 65519, 65520, 0.1, 1e-8, -1e6], 'float16')).toEqual([Infinity, 65504, Infinity, 0.0999755859375, 0, -Infinity]);
    expect(stored([3.4e38, 0.1], 'bfloat16')).toEqual([Infinity, 0.10009765625]);
    expect(stored([1e39, 16777217, 0.1], 'float32')).toEqual([Infinity, 16777216, Math.fround(0.1)]);
  });

  it('refuses what float64 holds and its storage does not', () => {
    expect(stored([0.1, Infinity, NaN, 3.4028235e38], 'float64')).toEqual([Math.fround(0.1), Infinity, NaN, 3.4028234663852886e38]);
    expect(() => stored(1e39, 'float64')).toThrow(/Varscope holds float64 in float32/);
  });

  it('takes truth values for numbers, but not numbers for truth values', () => {
    expect(stored([true, false], 'float32')).toEqual([1, 0]);
    expect(stored(true, 'int32')).toEqual([1]);
    expect(stored([true, false], 'bool')).toEqual([1, 0]);
    expect(() => stored(1, 'bool')).toThrow(ArgumentTypeError);
  });

  it('takes texts for texts alone', () => {
    expect(stored(['a', ''], 'string')).toEqual(['a', '']);
    expect(() => stored('1', 'float32')).toThrow(ArgumentTypeError);
    expect(() => stored(1, 'string')).toThrow(ArgumentTypeError);
    expect(() => stored('a', 'bool')).toThrow(ArgumentTypeError);
  });

  it('makes complex numbers of real ones', () => {
    expect(stored([1, 2], 'complex64')).toEqual([1, 0, 2, 0]);
    expect(stored(1, 'complex128')).toEqual([1, 0]);
  });

  it('does not share the memory of an array that it was given', () => {
    const values = new Float32Array([1, 2]);
    const tensor = hostTensor(readHostValue(values), 'float32');
    values[0] = 5;
    expect([...tensor.dataSync()]).toEqual([1, 2]);
    tensor.dispose();
  });

  it('leaves no tensor behind when an element does not fit', () => {
    const before = memory().numTensors;
    expect(() => stored([1, 1e39], 'complex128')).toThrow(ValueRangeError);
    expect(() => stored([1, 300], 'int8')).toThrow(ValueRangeError);
    expect(memory().numTensors).toBe(before);
  });
});
