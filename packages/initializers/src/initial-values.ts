import type { DType } from '@varscope/spec';

/** Values of a floating dtype: float64 in a Float64Array, float32, float16 and bfloat16 (exactly) in a Float32Array. */
export type FloatValues = Float32Array | Float64Array;

/** Values of an integer dtype, in the array of its size. */
export type IntegerValues =
  | Int8Array | Int16Array | Int32Array | BigInt64Array
  | Uint8Array | Uint16Array | Uint32Array | BigUint64Array;

/**
 * The values of a tensor in row-major order with the precision of their TensorFlow dtype, which may be more than tfjs
 * can store. Booleans are 0 and 1 in a Uint8Array; a complex number is two elements, real part first.
 */
export type InitialValues = FloatValues | IntegerValues | string[];

/** Writes all values of a tensor into memory that may hold anything; `memory` is where `out` lies, if it lies in one. */
export type FillValues = (out: InitialValues, memory?: WebAssembly.Memory) => void;

/** Memory for `count` values of `dtype`. */
export function allocateValues(dtype: DType, count: number): InitialValues {
  switch (dtype) {
    case 'float16':
    case 'bfloat16':
    case 'float32': return new Float32Array(count);
    case 'float64': return new Float64Array(count);
    case 'int8': return new Int8Array(count);
    case 'int16': return new Int16Array(count);
    case 'int32': return new Int32Array(count);
    case 'int64': return new BigInt64Array(count);
    case 'bool':
    case 'uint8': return new Uint8Array(count);
    case 'uint16': return new Uint16Array(count);
    case 'uint32': return new Uint32Array(count);
    case 'uint64': return new BigUint64Array(count);
    case 'complex64': return new Float32Array(2 * count);
    case 'complex128': return new Float64Array(2 * count);
    case 'string': return new Array<string>(count).fill('');
  }
}
