import type { DType } from '@varscope/spec';
import { bfloat16Bits, halfBits } from './half-precision.js';

/** What tfjs gives of the values of a tensor of numbers. */
export type StorageValues = Float32Array | Int32Array | Uint8Array;

type Encode = (values: StorageValues) => ArrayBufferView;

/** Arrays in which the numbers of a dtype are stored, where it is not as tfjs has them. */
const ENCODERS: ReadonlyMap<DType, Encode> = new Map<DType, Encode>([
  ['float16', (values) => Uint16Array.from(values, halfBits)],
  ['bfloat16', (values) => Uint16Array.from(values, bfloat16Bits)],
  ['float64', (values) => Float64Array.from(values)],
  ['complex128', (values) => Float64Array.from(values)],
  ['int8', (values) => Int8Array.from(values)],
  ['int16', (values) => Int16Array.from(values)],
  ['int64', (values) => BigInt64Array.from(values, BigInt)],
  ['uint8', (values) => Uint8Array.from(values)],
  ['uint16', (values) => Uint16Array.from(values)],
  ['uint32', (values) => Uint32Array.from(values)],
  ['uint64', (values) => BigUint64Array.from(values, BigInt)],
]);

/** The bytes of a variable of `dtype` as files have them; without a copy where tfjs has them so. */
export function encodeValues(values: StorageValues, dtype: DType): Uint8Array {
  const encoded = ENCODERS.get(dtype)?.(values) ?? values;
  return new Uint8Array(encoded.buffer, encoded.byteOffset, encoded.byteLength);
}
