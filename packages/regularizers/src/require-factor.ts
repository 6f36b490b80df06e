import { InvalidArgumentError } from '@varscope/spec/errors';

/**
 * The factor as a number; booleans count as 0 and 1, as in Python.
 * @throws InvalidArgumentError for anything but a finite number of at least 0.
 */
export function requireFactor(name: string, factor: number): number {
  const value = typeof factor === 'boolean' ? Number(factor) : factor;
  if (!(typeof value === 'number' && value >= 0 && value < Infinity)) {
    throw new InvalidArgumentError(
      `Invalid value for argument ${name}: expected a non-negative float. Received: ${name}=${String(factor)}`,
    );
  }
  return value;
}
