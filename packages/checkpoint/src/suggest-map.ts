import type { StoredTensor } from '@varscope/spec';
import { nearestNames } from '@varscope/spec/errors';

/** A variable, as far as a tensor of another name can be known to be its. */
export interface WantedTensor {
  readonly name: string;
  /** Whether shape and dtype fit. */
  readonly fits: (stored: StoredTensor) => boolean;
}

/** Variables whose names are compared with those of all tensors at a time, to find out which scopes have moved. */
const SAMPLE = 30;
/** Of the scopes that may have moved, those that are tried. */
const MOST_TRIED = 10;
/** As many names are compared letter by letter, which takes a microsecond or ten each. */
const MOST_COMPARED = 200_000;

/**
 * An assignment map that finds tensors for variables whose names a checkpoint does not have: by the scopes that most of
 * them would have to be moved from and to, and for what is left by the only near name that fits.
 * @param wanted Variables without a tensor.
 * @param others Names of the variables that have one: a scope that holds one of them is not moved.
 * @param free The tensors that no variable takes.
 */
export function suggestMap(
  wanted: readonly WantedTensor[],
  others: readonly string[],
  free: readonly StoredTensor[],
): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  const left = new Map(wanted.map((variable) => [variable.name, variable]));
  const tensors = new Map(free.map((tensor) => [tensor.name, tensor]));
  for (let move = bestMove(left, tensors); move !== null; move = bestMove(left, tensors)) {
    const { from, to, names } = move;
    const whole = [move, narrowed(move)].find((scopes) => isWholeScope(scopes.to, names, wanted, others));
    if (whole !== undefined) map.set(whole.from || '/', whole.to || '/');
    for (const name of names) {
      const tensor = from + name.slice(to.length);
      if (whole === undefined) map.set(tensor, name);
      left.delete(name);
      tensors.delete(tensor);
    }
  }
  for (const variable of [...left.values()].slice(0, Math.ceil(MOST_COMPARED / (1 + tensors.size)))) {
    const fitting = [...tensors.values()].filter(variable.fits).map(({ name }) => name);
    const [nearest] = nearestNames(variable.name, fitting);
    if (nearest === undefined) continue;
    map.set(nearest, variable.name);
    tensors.delete(nearest);
  }
  return map;
}

/** Scopes, both of which end in `/` or are the root, `''`. */
interface ScopePair {
  readonly from: string;
  readonly to: string;
}

/** Tensors of one scope for variables of another. */
interface Move extends ScopePair {
  readonly names: readonly string[];
}

/** The move that finds tensors for most variables; the shortest of several. `null` when none finds any. */
function bestMove(left: ReadonlyMap<string, WantedTensor>, tensors: ReadonlyMap<string, StoredTensor>): Move | null {
  let best: Move | null = null;
  for (const { from, to } of likelyPairs([...left.values()].slice(0, SAMPLE), tensors)) {
    const names: string[] = [];
    for (const { name, fits } of left.values()) {
      const tensor = name.startsWith(to) ? tensors.get(from + name.slice(to.length)) : undefined;
      if (tensor !== undefined && fits(tensor)) names.push(name);
    }
    if (names.length > (best?.names.length ?? 0)) best = { from, to, names };
  }
  return best;
}

/** The pairs of scopes by which most of the variables find a tensor that fits, the shortest first among equals. */
function likelyPairs(sample: readonly WantedTensor[], tensors: ReadonlyMap<string, StoredTensor>): ScopePair[] {
  const found = new Map<string, { readonly pair: ScopePair; votes: number }>();
  for (const tensor of tensors.values()) {
    const parts = tensor.name.split('/');
    for (const { name, fits } of sample) {
      if (!name.endsWith(parts.at(-1) ?? '') || !fits(tensor)) continue;
      const pair = differentScopes(parts, name.split('/'));
      if (pair === null) continue;
      const key = `${pair.from}\n${pair.to}`;
      const known = found.get(key) ?? { pair, votes: 0 };
      known.votes++;
      found.set(key, known);
    }
  }
  const length = ({ from, to }: ScopePair): number => from.length + to.length;
  return [...found.values()]
    .sort((a, b) => b.votes - a.votes || length(a.pair) - length(b.pair))
    .slice(0, MOST_TRIED)
    .map(({ pair }) => pair);
}

/** What is left of two names in front of the last parts that they share; `null` when they share none. */
function differentScopes(tensor: readonly string[], variable: readonly string[]): ScopePair | null {
  let shared = 0;
  while (shared < tensor.length && shared < variable.length && tensor.at(-1 - shared) === variable.at(-1 - shared)) shared++;
  const scope = (parts: readonly string[]): string => parts.slice(0, parts.length - shared).map((part) => `${part}/`).join('');
  return shared === 0 ? null : { from: scope(tensor), to: scope(variable) };
}

/** The innermost scopes that hold all variables of a move. */
function narrowed({ from, to, names }: Move): ScopePair {
  const [first = '', ...others] = names.map((name) => name.slice(to.length));
  let end = first.lastIndexOf('/') + 1;
  while (end > 0 && !others.every((name) => name.startsWith(first.slice(0, end)))) end = end < 2 ? 0 : first.lastIndexOf('/', end - 2) + 1;
  return { from: from + first.slice(0, end), to: to + first.slice(0, end) };
}

function isWholeScope(scope: string, found: readonly string[], wanted: readonly WantedTensor[], others: readonly string[]): boolean {
  const names = [...wanted.map(({ name }) => name), ...others];
  return names.filter((name) => name.startsWith(scope)).length === found.length;
}
