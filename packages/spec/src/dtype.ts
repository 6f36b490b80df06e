/** A TensorFlow dtype by its TensorFlow name. */
export type DType =
  | 'float16' | 'bfloat16' | 'float32' | 'float64'
  | 'int8' | 'int16' | 'int32' | 'int64'
  | 'uint8' | 'uint16' | 'uint32' | 'uint64'
  | 'bool' | 'string' | 'complex64' | 'complex128';

/** What tfjs can hold: the dtype of the tensor behind a variable. */
export type StorageDType = 'float32' | 'int32' | 'bool' | 'string' | 'complex64';

/** What Varscope knows of a dtype. */
export interface DTypeInfo {
  readonly name: DType;
  /** The tfjs dtype that stores it. */
  readonly storage: StorageDType;
  /** Bytes of one element in TensorFlow; `null` for strings. */
  readonly size: number | null;
  readonly kind: 'floating' | 'integer' | 'bool' | 'string' | 'complex';
  /** Smallest and largest value that the declared dtype holds and the storage keeps; `null` where there is no order. */
  readonly min: number | null;
  readonly max: number | null;
  /** Whether every value of the declared dtype survives storage unchanged. */
  readonly exact: boolean;
}

const INT32_MIN = -2147483648;
const INT32_MAX = 2147483647;
const FLOAT32_MAX = 3.4028234663852886e38;

const floating = (name: DType, size: number, max: number, exact: boolean): DTypeInfo =>
  ({ name, storage: 'float32', size, kind: 'floating', min: -max, max, exact });
const integer = (name: DType, size: number, min: number, max: number, exact: boolean): DTypeInfo =>
  ({ name, storage: 'int32', size, kind: 'integer', min, max, exact });

/**
 * The dtype table: declared dtype, storage, range and exactness. 64-bit and unsigned 32-bit integers are held in
 * int32 and limited to its range; float64 is held in float32.
 */
export const DTYPES: ReadonlyMap<string, DTypeInfo> = new Map<string, DTypeInfo>([
  floating('float16', 2, 65504, true),
  floating('bfloat16', 2, 3.3895313892515355e38, true),
  floating('float32', 4, FLOAT32_MAX, true),
  floating('float64', 8, FLOAT32_MAX, false),
  integer('int8', 1, -128, 127, true),
  integer('int16', 2, -32768, 32767, true),
  integer('int32', 4, INT32_MIN, INT32_MAX, true),
  integer('int64', 8, INT32_MIN, INT32_MAX, false),
  integer('uint8', 1, 0, 255, true),
  integer('uint16', 2, 0, 65535, true),
  integer('uint32', 4, 0, INT32_MAX, false),
  integer('uint64', 8, 0, INT32_MAX, false),
  { name: 'bool', storage: 'bool', size: 1, kind: 'bool', min: 0, max: 1, exact: true } as const,
  { name: 'string', storage: 'string', size: null, kind: 'string', min: null, max: null, exact: true } as const,
  { name: 'complex64', storage: 'complex64', size: 8, kind: 'complex', min: null, max: null, exact: true } as const,
  { name: 'complex128', storage: 'complex64', size: 16, kind: 'complex', min: null, max: null, exact: false } as const,
].map((info) => [info.name, info]));

/** The row of `name` in the dtype table, or `undefined` for a name that TensorFlow variables cannot have. */
export function dtypeInfo(name: string): DTypeInfo | undefined {
  return DTYPES.get(name);
}

/** Whether `name` is a dtype of the table. */
export function isDType(name: unknown): name is DType {
  return typeof name === 'string' && DTYPES.has(name);
}
