const HALF_PI = 1.5707963267948966;
/** 2^24 quarter turns: how the C library finds the quadrant in whole numbers. */
const QUARTERS = 10680707.430881744;
const S1 = -0.16666654943701084;
const S2 = 0.008332178146138854;
const S3 = -0.00019517298981385725;
const C1 = -0.49999999725108224;
const C2 = 0.041666623324344516;
const C3 = -0.001388676379437604;
const C4 = 2.4390450703564542e-5;

/**
 * Writes the sine and cosine of a float32 `angle` in [0, 2π] to `out[at]` and `out[at + 1]`, as the C library of TensorFlow
 * computes them (glibc ≥ 2.28), bit for bit. `Math.sin` and `Math.cos` rounded to float32 differ in 1.3 % of the arguments.
 */
export function sinCosFloat32(angle: number, out: number[], at: number): void {
  if (angle < 2 ** -12) {
    out[at] = angle;
    out[at + 1] = 1;
    return;
  }
  const quadrant = angle < 0.75 ? 0 : (Math.trunc(angle * QUARTERS) + 0x800000) >> 24;
  const isNegative = ((quadrant + 1) & 2) !== 0;
  const m = (quadrant & 2) !== 0 ? -1 : 1;
  const rest = angle - quadrant * HALF_PI;
  const x2 = rest * rest;
  const x = isNegative ? -rest : rest;
  const x4 = x2 * x2;
  const x3 = x2 * x;
  const c2 = m * C3 + x2 * (m * C4);
  const s1 = S2 + x2 * S3;
  const c1 = m + x2 * (m * C1);
  const s = x + x3 * S1;
  const c = c1 + x4 * (m * C2);
  const sine = Math.fround(s + x3 * x2 * s1);
  const cosine = Math.fround(c + x4 * x2 * c2);
  const isSwapped = (quadrant & 1) !== 0;
  out[at] = isSwapped ? cosine : sine;
  out[at + 1] = isSwapped ? sine : cosine;
}
