import type { StoredDType, TensorData } from '@varscope/spec';
import { float32BitsOfHalf } from './half-precision.js';
import { typedView, type TypedArrayClass } from './typed-view.js';

/** Numbers, each exactly as it is stored. */
export type NumericValues =
  | Float32Array | Float64Array
  | Int8Array | Int16Array | Int32Array | BigInt64Array
  | Uint8Array | Uint16Array | Uint32Array | BigUint64Array;

/** The elements of a stored tensor: numbers, or the bytes of each string. */
export type StoredValues = NumericValues | readonly Uint8Array[];

const ARRAYS: ReadonlyMap<StoredDType, TypedArrayClass<NumericValues>> = new Map<StoredDType, TypedArrayClass<NumericValues>>([
  ['float32', Float32Array], ['float64', Float64Array], ['complex64', Float32Array], ['complex128', Float64Array],
  ['int8', Int8Array], ['int16', Int16Array], ['int32', Int32Array], ['int64', BigInt64Array],
  ['uint8', Uint8Array], ['uint16', Uint16Array], ['uint32', Uint32Array], ['uint64', BigUint64Array],
  ['qint8', Int8Array], ['qint16', Int16Array], ['qint32', Int32Array], ['quint8', Uint8Array], ['quint16', Uint16Array],
]);

/**
 * The elements of a stored tensor in the array of their dtype: `BigInt64Array` for int64. float16 and bfloat16 become
 * float32, which holds each of them; complex numbers are pairs; a bool is 0 or 1; a string is its bytes. float8 stays
 * bits.
 */
export function storedValues(dtype: StoredDType, data: TensorData): StoredValues {
  if (!(data instanceof Uint8Array)) return data;
  if (dtype === 'float16') return widened(typedView(Uint16Array, data), float32BitsOfHalf);
  if (dtype === 'bfloat16') return widened(typedView(Uint16Array, data), (bits) => bits << 16);
  if (dtype === 'int4') return Int8Array.from(data, (nibble) => (nibble << 28) >> 28);
  const Elements = ARRAYS.get(dtype);
  return Elements === undefined ? data : typedView(Elements, data);
}

function widened(elements: Uint16Array, bitsOf: (bits: number) => number): Float32Array {
  const bits = new Int32Array(elements.length);
  for (let i = 0; i < elements.length; i++) bits[i] = bitsOf(elements[i]!); // inside
  return new Float32Array(bits.buffer);
}
