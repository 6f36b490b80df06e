const DIGITS = 4;
/** What is longer is written with an exponent. */
const MOST = 1e7;

/** A number for people: `0`, `1234567`, `0.3333`, `-1.5e-9`, `NaN`; four digits unless it is an integer. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < MOST) return String(value);
  if (Math.abs(value) < MOST || !Number.isFinite(value)) return String(Number(value.toPrecision(DIGITS)));
  return value.toExponential(DIGITS - 1).replace(/\.?0*e\+/, 'e');
}
