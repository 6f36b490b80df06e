import type { DType } from '@varscope/spec';
import type { InitialValues } from '@varscope/initializers';

type Numbers = Exclude<InitialValues, string[]>;

/** The bytes of `values` as TensorFlow has them in memory: little-endian, two for float16 and bfloat16. */
export function toBytes(values: Numbers, dtype: DType): Uint8Array {
  if (dtype === 'float16') return bytesOf(Uint16Array.from(values as Float32Array, float16Bits));
  if (dtype === 'bfloat16') return bytesOf(Uint16Array.from(float32Bits(values as Float32Array), (bits) => bits >>> 16));
  return bytesOf(values);
}

/** The numbers that `bytes` are in `dtype`. */
export function fromBytes(bytes: Uint8Array, dtype: DType): ArrayLike<number | bigint> {
  const { buffer } = Uint8Array.from(bytes); // a copy: a part of a larger buffer may lie where its elements must not
  switch (dtype) {
    case 'float16': return Float32Array.from(new Uint16Array(buffer), float16Value);
    case 'bfloat16': return new Float32Array(Uint32Array.from(new Uint16Array(buffer), (bits) => bits << 16).buffer);
    case 'float32':
    case 'complex64': return new Float32Array(buffer);
    case 'float64':
    case 'complex128': return new Float64Array(buffer);
    case 'int8': return new Int8Array(buffer);
    case 'int16': return new Int16Array(buffer);
    case 'int32': return new Int32Array(buffer);
    case 'int64': return new BigInt64Array(buffer);
    case 'bool':
    case 'uint8': return new Uint8Array(buffer);
    case 'uint16': return new Uint16Array(buffer);
    case 'uint32': return new Uint32Array(buffer);
    case 'uint64': return new BigUint64Array(buffer);
    case 'string': throw new Error('strings are not recorded as bytes');
  }
}

function bytesOf(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function float32Bits(values: Float32Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length);
}

/** The bits of a number that float16 holds exactly. */
function float16Bits(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(value);
  if (magnitude === Infinity) return sign | 0x7c00;
  if (magnitude < 2 ** -14) return sign | (magnitude * 2 ** 24);
  const exponent = 31 - Math.clz32(magnitude * 2 ** 14) - 14;
  return sign | ((exponent + 15) << 10) | ((magnitude * 2 ** -exponent - 1) * 1024);
}

function float16Value(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 31;
  const mantissa = bits & 1023;
  if (exponent === 31) return mantissa === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? mantissa * 2 ** -24 : (1 + mantissa / 1024) * 2 ** (exponent - 15));
}
