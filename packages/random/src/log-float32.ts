const LN2 = 0.6931471805599453;
const A0 = -0.25089342214237154;
const A1 = 0.333456765744066;
const A2 = -0.4999997485802103;

/** For each sixteenth of the significands, in turn: about the inverse of one in its middle, and the logarithm of that one. */
export const LOGARITHM_TABLE: Float64Array = new Float64Array([
  1.398907162146528, -0.33569133332882284,
  1.3403141896637998, -0.2929040563774074,
  1.286432210124115, -0.2518726580937369,
  1.2367150214269895, -0.21245868807117255,
  1.1906977166711752, -0.17453945183745634,
  1.1479821020556429, -0.1380057072319758,
  1.1082251448272158, -0.10275976698545139,
  1.0711297413057381, -0.06871392447020525,
  1.036437278977283, -0.0357891387398228,
  1, 0,
  0.9492859795739057, 0.05204517742929496,
  0.8951049428609004, 0.11081431298787942,
  0.8476821620351103, 0.1652495223695143,
  0.8050314851692001, 0.21687389031699977,
  0.7664671008843108, 0.2659635028121397,
  0.731428603316328, 0.3127556664073557,
]);

/**
 * The natural logarithm of a float32 as the C library of TensorFlow computes it (glibc ≥ 2.28), bit for bit. `bits` are
 * the bits of a positive normal float32. `Math.log` rounded to float32 is off by one in 0.7 % of the arguments.
 */
export function logFloat32(bits: number): number {
  const reduced = (bits - 0x3f330000) | 0;
  const entry = (reduced >>> 18) & 30;
  const exponent = reduced >> 23;
  const r = significand(bits - (reduced & 0xff800000)) * LOGARITHM_TABLE[entry]! - 1; // `!`: entry is even and below 32
  const base = LOGARITHM_TABLE[entry + 1]! + exponent * LN2;
  const square = r * r;
  const polynomial = A0 * square + (A1 * r + A2);
  return Math.fround(polynomial * square + (base + r));
}

/** The float32 with these bits, which lies between 0.69 and 1.4. */
function significand(bits: number): number {
  const mantissa = 0x800000 | (bits & 0x7fffff);
  return bits < 0x3f800000 ? mantissa * 2 ** -24 : mantissa * 2 ** -23;
}
