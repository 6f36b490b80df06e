import type { StoredDType } from '@varscope/spec';

/** The numbers that dtypes have in TensorFlow's files. */
export const DTYPE_NUMBERS: ReadonlyMap<StoredDType, number> = new Map<StoredDType, number>([
  ['float32', 1], ['float64', 2], ['int32', 3], ['uint8', 4], ['int16', 5], ['int8', 6], ['string', 7], ['complex64', 8],
  ['int64', 9], ['bool', 10], ['qint8', 11], ['quint8', 12], ['qint32', 13], ['bfloat16', 14], ['qint16', 15],
  ['quint16', 16], ['uint16', 17], ['complex128', 18], ['float16', 19], ['uint32', 22], ['uint64', 23],
  ['float8_e5m2', 24], ['float8_e4m3fn', 25], ['int4', 29], ['uint4', 30],
]);

const DTYPES: ReadonlyMap<number, StoredDType> = new Map([...DTYPE_NUMBERS].map(([dtype, number]) => [number, dtype]));

/** Dtypes of TensorFlow that no package of Varscope knows. */
export const UNKNOWN_DTYPES: ReadonlyMap<number, string> = new Map([
  [20, 'resource'], [21, 'variant'], [26, 'float8_e4m3fnuz'], [27, 'float8_e4m3b11fnuz'], [28, 'float8_e5m2fnuz'], [31, 'int2'],
  [32, 'uint2'], [33, 'float4_e2m1fn'],
]);

/** The dtype of a number in a file; `undefined` for one that Varscope does not know. */
export function dtypeOfNumber(number: number): StoredDType | undefined {
  return DTYPES.get(number);
}
