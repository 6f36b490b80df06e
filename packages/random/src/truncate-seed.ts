import { ArgumentTypeError } from '@varscope/spec/errors';

/** What TensorFlow takes as a seed: an integer of any size. A boolean or a fraction is accepted as TensorFlow accepts it. */
export type Seed = number | bigint;

const MODULUS = 2147483647;

/**
 * A seed modulo 2^31-1, rounded down as Python's `%` does: 0 … 2^31-2. A fraction is kept here and dropped by
 * `seedPair`. Throws `ArgumentTypeError` for what is not a finite number, a bigint or a boolean.
 */
export function truncateSeed(seed: Seed | boolean): number {
  if (typeof seed === 'bigint') return Number(floorModulo(seed, BigInt(MODULUS)));
  const value = typeof seed === 'boolean' ? Number(seed) : seed;
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new ArgumentTypeError(`Expected int for argument 'seed' not ${describe(seed)}.`);
  }
  const remainder = value % MODULUS;
  return remainder < 0 ? remainder + MODULUS : remainder + 0; // + 0 turns -0 into 0
}

function floorModulo(value: bigint, modulus: bigint): bigint {
  return ((value % modulus) + modulus) % modulus;
}

function describe(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}
