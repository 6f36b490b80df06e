import { nearestNames } from '@varscope/spec/errors';

const MOST = 3;

/**
 * Names of a checkpoint that are near to one that it does not have, at most three: those that are spelled alike, then
 * those that end alike, as `model/h0/ln_1/b` does for `gpt/h0/ln_1/b`.
 */
export function nearestTensors(name: string, tensors: Iterable<string>): string[] {
  const all = [...tensors];
  return [...new Set([...nearestNames(name, all), ...endingAlike(name, all)])].slice(0, MOST);
}

/** Those that end in the most parts of the name, if these are more than half of it; the shortest first. */
function endingAlike(name: string, tensors: readonly string[]): string[] {
  const parts = name.split('/');
  for (let left = 0; left < parts.length / 2; left++) {
    const end = `/${parts.slice(left).join('/')}`;
    const found = tensors.filter((tensor) => `/${tensor}`.endsWith(end));
    if (found.length > 0) return found.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  }
  return [];
}
