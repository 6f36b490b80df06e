const DIGITS = 4;
/** Longer integers are rounded. */
const MOST_INTEGER = 1e7;

/** A number for people: `0`, `1234567`, `0.3333`, `-1.5e-9`, `NaN`; four digits unless it is an integer. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < MOST_INTEGER) return String(value);
  return String(Number(value.toPrecision(DIGITS)));
}
