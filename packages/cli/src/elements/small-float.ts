/** A binary floating-point format of 8 or 16 bits. */
export interface SmallFloat {
  readonly mantissaBits: number;
  /** What is subtracted from the stored exponent. */
  readonly bias: number;
  /** The bits of the largest finite value; everything above is infinite or NaN. */
  readonly largest: number;
  /** The bits of infinity; `null` for a format that has none. */
  readonly infinity: number | null;
  /** How many bits the magnitude has: all but the sign. */
  readonly magnitudeBits: number;
}

export const FLOAT16: SmallFloat = { mantissaBits: 10, bias: 15, largest: 0x7bff, infinity: 0x7c00, magnitudeBits: 15 };
export const BFLOAT16: SmallFloat = { mantissaBits: 7, bias: 127, largest: 0x7f7f, infinity: 0x7f80, magnitudeBits: 15 };
export const FLOAT8_E5M2: SmallFloat = { mantissaBits: 2, bias: 15, largest: 0x7b, infinity: 0x7c, magnitudeBits: 7 };
export const FLOAT8_E4M3FN: SmallFloat = { mantissaBits: 3, bias: 7, largest: 0x7e, infinity: null, magnitudeBits: 7 };

const FLOAT64_BIAS = 1023;
const FLOAT32_MANTISSA_BITS = 23;
const FLOAT32_INFINITY = 0x7f800000;
const FLOAT32_QUIET = 0x00400000;
/** Adding it to a number below it leaves no bit for a fraction: the sum is rounded to an integer, ties to even. */
const TO_INTEGER = 2 ** 52;

/** The bits of the float32 that equals each value of the format; NaN keeps its payload, and is quiet. */
export function decodingTable(format: SmallFloat): Uint32Array {
  const { mantissaBits, bias, largest, infinity, magnitudeBits } = format;
  const value = new Float32Array(1);
  const bits = new Uint32Array(value.buffer);
  return Uint32Array.from({ length: 2 << magnitudeBits }, (_, code) => {
    const magnitude = code & ((1 << magnitudeBits) - 1);
    const sign = code === magnitude ? 0 : 0x80000000;
    const mantissa = magnitude & ((1 << mantissaBits) - 1);
    const exponent = magnitude >> mantissaBits;
    if (magnitude === infinity) return (sign | FLOAT32_INFINITY) >>> 0;
    if (magnitude > largest) return (sign | FLOAT32_INFINITY | FLOAT32_QUIET | (mantissa << (FLOAT32_MANTISSA_BITS - mantissaBits))) >>> 0;
    value[0] = exponent === 0 ? mantissa * 2 ** (1 - bias - mantissaBits) : (mantissa / (1 << mantissaBits) + 1) * 2 ** (exponent - bias);
    return (bits[0]! | sign) >>> 0;
  });
}

/** What brings a float64, by its stored exponent, to units of the last place of the format. Powers are slow to compute. */
export function scalesOf({ mantissaBits, bias }: SmallFloat): Float64Array {
  return Float64Array.from({ length: 1 << 11 }, (_, exponent) => 2 ** (mantissaBits - Math.max(exponent - FLOAT64_BIAS, 1 - bias)));
}

/**
 * Rounds to the nearest value of the format, ties to even, in one step from float64.
 * @param scales Those of the format.
 * @returns Where the first value is that the format cannot hold: a finite one that is too large, or infinity where
 * there is none; -1 where all fit.
 */
export function encodeSmallFloats(values: Float64Array, format: SmallFloat, scales: Float64Array, out: Uint8Array | Uint16Array): number {
  const { mantissaBits, bias, largest, infinity, magnitudeBits } = format;
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  const smallest = 1 - bias;
  const unit = 2 ** mantissaBits;
  for (let i = 0; i < values.length; i++) {
    const high = words[2 * i + 1]!;
    const sign = (high >>> 31) << magnitudeBits;
    const magnitude = Math.abs(values[i]!);
    if (Number.isNaN(magnitude)) {
      out[i] = sign | quietNaN(format, high);
      continue;
    }
    if (magnitude === Infinity) {
      if (infinity === null) return i;
      out[i] = sign | infinity;
      continue;
    }
    const stored = (high >>> 20) & 0x7ff;
    // In units of the last place; a normal number's leading bit carries into the exponent.
    const rounded = magnitude * scales[stored]! + TO_INTEGER - TO_INTEGER;
    const code = Math.max(stored - FLOAT64_BIAS - smallest, 0) * unit + rounded;
    if (code > largest) return i;
    out[i] = sign | code;
  }
  return -1;
}

/** The bits of a NaN with the first bits of the payload, the quiet one set. */
function quietNaN({ mantissaBits, infinity, largest }: SmallFloat, high: number): number {
  if (infinity === null) return largest + 1; // the only one
  const payload = (high & 0xfffff) >>> (20 - mantissaBits);
  return infinity | (1 << (mantissaBits - 1)) | payload;
}
