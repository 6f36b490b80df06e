import { InvalidArgumentError } from '@varscope/spec/errors';
import { truncateSeed, type Seed } from './truncate-seed.js';

const DEFAULT_GRAPH_SEED = 87654321;
const MODULUS = 2147483647;

/**
 * The `seed` and `seed2` attributes that TensorFlow gives a random op for the seed of its graph and its own seed;
 * `null` is nondeterministic. Throws `ArgumentTypeError` for a seed that is not a number, and `InvalidArgumentError`
 * for a graph seed without an op seed: the implicit op seed depends on the graph (`GraphSeeds`).
 */
export function seedPair(graphSeed: Seed | null, opSeed: Seed | null): readonly [number, number] | null {
  if (opSeed === null) {
    if (graphSeed === null) return null;
    throw new InvalidArgumentError('A graph seed without an op seed needs the implicit op seed of the graph.');
  }
  const first = graphSeed === null ? DEFAULT_GRAPH_SEED : truncateSeed(graphSeed);
  const second = truncateSeed(opSeed);
  // The kernel takes (0, 0) for "nondeterministic", so that TensorFlow never passes it on for whole numbers …
  if (first === 0 && second === 0) return [0, MODULUS];
  const pair = [Math.trunc(first), Math.trunc(second)] as const;
  // … but it does for fractions below one, which lose their fraction only after that rule.
  return pair[0] === 0 && pair[1] === 0 ? null : pair;
}
