import { DTYPES, type DType, type StoredDType } from '@varscope/spec';
import { expect, it } from 'vitest';
import { canCast, type DTypeCast } from './dtype-cast.js';

/** The dtypes of files that a variable of `to` takes. */
function taken(to: DType, cast: DTypeCast): string {
  const stored = [...DTYPES.keys(), 'qint8', 'float8_e5m2'] as StoredDType[]; // names of the table and two others
  return stored.filter((from) => canCast(from, to, cast)).join(' ');
}

it('takes nothing but its own dtype, as TensorFlow', () => {
  for (const dtype of DTYPES.keys() as Iterable<DType>) expect(taken(dtype, 'none')).toBe(dtype);
});

it('takes without loss what its dtype has every value of', () => {
  expect(Object.fromEntries(Array.from(DTYPES.keys() as Iterable<DType>, (dtype) => [dtype, taken(dtype, 'lossless')]))).toEqual({
    float16: 'float16 int8 uint8',
    bfloat16: 'bfloat16 int8 uint8',
    float32: 'float16 bfloat16 float32 int8 int16 uint8 uint16',
    float64: 'float16 bfloat16 float32 float64 int8 int16 int32 uint8 uint16 uint32',
    int8: 'int8',
    int16: 'int8 int16 uint8',
    int32: 'int8 int16 int32 uint8 uint16',
    int64: 'int8 int16 int32 int64 uint8 uint16 uint32',
    uint8: 'uint8',
    uint16: 'uint8 uint16',
    uint32: 'uint8 uint16 uint32',
    uint64: 'uint8 uint16 uint32 uint64',
    bool: 'bool',
    string: 'string',
    complex64: 'complex64',
    complex128: 'complex64 complex128',
  });
});

it('takes any number of its kind, and integers for floats, when it is asked to', () => {
  const integers = 'int8 int16 int32 int64 uint8 uint16 uint32 uint64';
  expect(taken('float32', 'any')).toBe(`float16 bfloat16 float32 float64 ${integers}`);
  expect(taken('int32', 'any')).toBe(integers);
  expect(taken('complex64', 'any')).toBe('complex64 complex128');
  expect(taken('bool', 'any')).toBe('bool');
  expect(taken('string', 'any')).toBe('string');
});
