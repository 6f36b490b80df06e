import type { StoredDType } from '@varscope/spec/stored-dtype';

/**
 * The dtypes of the format that TensorFlow has too, in the order of the reference implementation, which writes tensors
 * of later ones first. Its `F8_E4M3` has no infinities: it is `float8_e4m3fn`.
 */
export const HEADER_DTYPES: ReadonlyMap<string, StoredDType> = new Map<string, StoredDType>([
  ['BOOL', 'bool'], ['U8', 'uint8'], ['I8', 'int8'], ['F8_E5M2', 'float8_e5m2'], ['F8_E4M3', 'float8_e4m3fn'],
  ['I16', 'int16'], ['U16', 'uint16'], ['F16', 'float16'], ['BF16', 'bfloat16'],
  ['I32', 'int32'], ['U32', 'uint32'], ['F32', 'float32'],
  ['C64', 'complex64'], ['F64', 'float64'], ['I64', 'int64'], ['U64', 'uint64'],
]);

/** Dtypes of the format that TensorFlow has not, which cannot be read. */
export const FOREIGN_DTYPES: ReadonlySet<string> = new Set([
  'F4', 'F6_E2M3', 'F6_E3M2', 'F8_E8M0', 'F8_E4M3FNUZ', 'F8_E5M2FNUZ',
]);
