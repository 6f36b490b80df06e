import type { StoredDType } from '@varscope/spec';
import { BFLOAT16, decodingTable, encodeSmallFloats, FLOAT16, FLOAT8_E4M3FN, FLOAT8_E5M2, scalesOf, type SmallFloat } from './small-float.js';

/** How the numbers of a dtype are stored. Complex numbers are two. */
export interface Codec {
  readonly kind: 'floating' | 'integer' | 'bool' | 'complex' | 'quantized';
  /** Bytes of one number. */
  readonly size: number;
  /** The numbers as float64: exact but for 64-bit integers above 2⁵³. */
  decode(bytes: Uint8Array): Float64Array;
  /**
   * Writes numbers, rounded to nearest, ties to even; to integers towards zero.
   * @returns Where the first one is that the dtype cannot hold; -1 where all fit.
   */
  encode(values: Float64Array, out: Uint8Array): number;
}

type NumberArray = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array;
type NumberArrayClass = new (buffer: ArrayBufferLike, offset: number, length: number) => NumberArray;

/** The codecs of all dtypes but strings. */
export const CODECS: ReadonlyMap<StoredDType, Codec> = new Map<StoredDType, Codec>([
  ['float16', smallFloats(FLOAT16, 2)],
  ['bfloat16', smallFloats(BFLOAT16, 2)],
  ['float8_e5m2', smallFloats(FLOAT8_E5M2, 1)],
  ['float8_e4m3fn', smallFloats(FLOAT8_E4M3FN, 1)],
  ['float32', float32('floating')],
  ['float64', float64('floating')],
  ['complex64', float32('complex')],
  ['complex128', float64('complex')],
  ['int8', integers(Int8Array, 1)],
  ['int16', integers(Int16Array, 2)],
  ['int32', integers(Int32Array, 4)],
  ['uint8', integers(Uint8Array, 1)],
  ['uint16', integers(Uint16Array, 2)],
  ['uint32', integers(Uint32Array, 4)],
  ['int64', int64()],
  ['uint64', uint64()],
  ['bool', bool()],
  ['qint8', integers(Int8Array, 1, 'quantized')],
  ['quint8', integers(Uint8Array, 1, 'quantized')],
  ['qint16', integers(Int16Array, 2, 'quantized')],
  ['quint16', integers(Uint16Array, 2, 'quantized')],
  ['qint32', integers(Int32Array, 4, 'quantized')],
  ['int4', integers(Int8Array, 1, 'quantized')],
  ['uint4', integers(Uint8Array, 1, 'quantized')],
]);

/** The bytes, where a view of numbers of `size` bytes can begin. */
export function aligned(bytes: Uint8Array, size: number): Uint8Array {
  return bytes.byteOffset % size === 0 ? bytes : bytes.slice();
}

function smallFloats(format: SmallFloat, size: 1 | 2): Codec {
  let table: Uint32Array | undefined;
  let scales: Float64Array | undefined;
  const view = (bytes: Uint8Array): Uint8Array | Uint16Array =>
    size === 1 ? bytes : new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  return {
    kind: 'floating',
    size,
    decode(bytes) {
      const decoding = (table ??= decodingTable(format));
      const bits = new Uint32Array(bytes.length / size);
      const codes = view(aligned(bytes, size));
      for (let i = 0; i < bits.length; i++) bits[i] = decoding[codes[i]!]!;
      return new Float64Array(new Float32Array(bits.buffer));
    },
    encode: (values, out) => encodeSmallFloats(values, format, (scales ??= scalesOf(format)), view(out)),
  };
}

function float32(kind: Codec['kind']): Codec {
  return {
    kind,
    size: 4,
    decode: (bytes) => new Float64Array(new Float32Array(aligned(bytes, 4).buffer, aligned(bytes, 4).byteOffset, bytes.length / 4)),
    encode(values, out) {
      const view = new Float32Array(out.buffer, out.byteOffset, values.length);
      view.set(values);
      return view.findIndex((value, i) => Math.abs(value) === Infinity && Math.abs(values[i]!) !== Infinity);
    },
  };
}

function float64(kind: Codec['kind']): Codec {
  return {
    kind,
    size: 8,
    decode: (bytes) => new Float64Array(bytes.slice().buffer),
    encode(values, out) {
      out.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      return -1;
    },
  };
}

function integers(View: NumberArrayClass, size: 1 | 2 | 4, kind: Codec['kind'] = 'integer'): Codec {
  return {
    kind,
    size,
    decode(bytes) {
      const from = aligned(bytes, size);
      return new Float64Array(new View(from.buffer, from.byteOffset, bytes.length / size));
    },
    encode(values, out) {
      const view = new View(out.buffer, out.byteOffset, values.length);
      for (let i = 0; i < values.length; i++) {
        const value = Math.trunc(values[i]!);
        view[i] = value;
        if (view[i] !== value && value !== 0) return i; // -0 becomes 0; NaN is no integer
      }
      return -1;
    },
  };
}

function int64(): Codec {
  return {
    kind: 'integer',
    size: 8,
    decode: (bytes) => Float64Array.from(new BigInt64Array(bytes.slice().buffer), Number),
    encode: (values, out) => encodeBigInts(values, new BigInt64Array(out.buffer, out.byteOffset, values.length), -(2 ** 63), 2 ** 63),
  };
}

function uint64(): Codec {
  return {
    kind: 'integer',
    size: 8,
    decode: (bytes) => Float64Array.from(new BigUint64Array(bytes.slice().buffer), Number),
    encode: (values, out) => encodeBigInts(values, new BigUint64Array(out.buffer, out.byteOffset, values.length), 0, 2 ** 64),
  };
}

function encodeBigInts(values: Float64Array, view: BigInt64Array | BigUint64Array, min: number, above: number): number {
  for (let i = 0; i < values.length; i++) {
    const value = Math.trunc(values[i]!);
    if (!(value >= min && value < above)) return i;
    view[i] = BigInt(value);
  }
  return -1;
}

/** As numpy and TensorFlow: what is not 0 is true, NaN too. */
function bool(): Codec {
  return {
    kind: 'bool',
    size: 1,
    decode: (bytes) => new Float64Array(bytes),
    encode(values, out) {
      for (let i = 0; i < values.length; i++) out[i] = values[i] === 0 ? 0 : 1;
      return -1;
    },
  };
}
