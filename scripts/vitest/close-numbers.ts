/** How far a backend may be from what tests of the cpu backend expect: a few steps of float32, as other orders of summation give. */
const TOLERANCE = 1e-5;

/** Takes two numbers that are close for equal. Whole numbers have to be the same, and so has everything else. */
export function closeNumbers(found: unknown, expected: unknown): boolean | undefined {
  if (typeof found !== 'number' || typeof expected !== 'number') return undefined;
  if (!Number.isFinite(expected) || Number.isInteger(found) === Number.isInteger(expected) && Number.isInteger(found)) return undefined;
  return Math.abs(found - expected) <= TOLERANCE * (1 + Math.abs(expected)) ? true : undefined;
}
