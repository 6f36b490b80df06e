import type { DType } from './dtype.js';

/** The dtype of a tensor in a file, by its TensorFlow name: some can be stored and belong to no variable. */
export type StoredDType =
  | DType
  | 'qint8' | 'quint8' | 'qint16' | 'quint16' | 'qint32'
  | 'float8_e5m2' | 'float8_e4m3fn' | 'int4' | 'uint4';

/** Bytes that one element takes in a file; elements of four bits take a byte each, strings have no size of their own. */
export const STORED_DTYPE_BYTES: ReadonlyMap<StoredDType, number> = new Map<StoredDType, number>([
  ['float16', 2], ['bfloat16', 2], ['float32', 4], ['float64', 8],
  ['int8', 1], ['int16', 2], ['int32', 4], ['int64', 8],
  ['uint8', 1], ['uint16', 2], ['uint32', 4], ['uint64', 8],
  ['bool', 1], ['complex64', 8], ['complex128', 16],
  ['qint8', 1], ['quint8', 1], ['qint16', 2], ['quint16', 2], ['qint32', 4],
  ['float8_e5m2', 1], ['float8_e4m3fn', 1], ['int4', 1], ['uint4', 1],
]);
