import { describe, expect, it } from 'vitest';
import { dtypeInfo, DTYPES, isDType } from './dtype.js';

// tf.as_dtype(name) of TensorFlow 2.21: size, and the limits where there is an order.
const TENSORFLOW = [
  ['float16', 'floating', 2, -65504, 65504],
  ['bfloat16', 'floating', 2, -3.3895313892515355e38, 3.3895313892515355e38],
  ['float32', 'floating', 4, -3.4028234663852886e38, 3.4028234663852886e38],
  ['float64', 'floating', 8, -1.7976931348623157e308, 1.7976931348623157e308],
  ['int8', 'integer', 1, -128, 127],
  ['int16', 'integer', 2, -32768, 32767],
  ['int32', 'integer', 4, -2147483648, 2147483647],
  ['int64', 'integer', 8, -9223372036854775808, 9223372036854775807],
  ['uint8', 'integer', 1, 0, 255],
  ['uint16', 'integer', 2, 0, 65535],
  ['uint32', 'integer', 4, 0, 4294967295],
  ['uint64', 'integer', 8, 0, 18446744073709551615],
  ['bool', 'bool', 1, 0, 1],
  ['string', 'string', null, null, null],
  ['complex64', 'complex', 8, null, null],
  ['complex128', 'complex', 16, null, null],
] as const;

const STORAGE_MAX: Readonly<Record<string, number>> = { float32: 3.4028234663852886e38, int32: 2147483647 };

it('has every dtype that a variable of TensorFlow can have', () => {
  expect([...DTYPES.keys()]).toEqual(TENSORFLOW.map(([name]) => name));
});

describe.each(TENSORFLOW)('%s', (name, kind, size, min, max) => {
  const info = dtypeInfo(name);

  it(`is ${kind} and takes ${size} bytes in TensorFlow`, () => {
    expect(info).toMatchObject({ name, kind, size });
  });

  it('admits what both the dtype and its storage hold', () => {
    const limit = STORAGE_MAX[info?.storage ?? ''] ?? Infinity;
    expect(info?.max).toBe(max === null ? null : Math.min(max, limit));
    expect(info?.min).toBe(min === null ? null : Math.max(min, -limit - (info?.storage === 'int32' ? 1 : 0)));
  });

  it('is exact unless the storage holds less', () => {
    expect(info?.exact).toBe(!['float64', 'int64', 'uint32', 'uint64', 'complex128'].includes(name));
  });
});

it('stores floats in float32, integers in int32 and complex numbers in complex64', () => {
  const storages = new Set([...DTYPES.values()].map(({ kind, storage }) => `${kind}: ${storage}`));
  expect([...storages]).toEqual(['floating: float32', 'integer: int32', 'bool: bool', 'string: string', 'complex: complex64']);
});

it('knows no other names', () => {
  for (const name of ['half', 'qint8', 'resource', 'variant', 'Float32', '', 'constructor', '__proto__']) {
    expect(dtypeInfo(name)).toBeUndefined();
    expect(isDType(name)).toBe(false);
  }
  expect(isDType(undefined)).toBe(false);
  expect(isDType('int64')).toBe(true);
});
