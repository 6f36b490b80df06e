import type { StoredTensor } from '@varscope/spec';
import { nearestNames } from '@varscope/spec/errors';

/** A variable, as far as a tensor of another name can be known to be its. */
export interface WantedTensor {
  readonly name: string;
  /** Whether shape and dtype fit. */
  readonly fits: (stored: StoredTensor) => boolean;
}

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
  for (const { from, to, names } of moves(wanted, free)) {
    const found = names.filter((name) => left.has(name) && tensors.has(from + name.slice(to.length)));
    if (found.length === 0) continue;
    const isWhole = isWholeScope(to, found, wanted, others);
    if (isWhole) map.set(from || '/', to || '/');
    for (const name of found) {
      const tensor = from + name.slice(to.length);
      if (!isWhole) map.set(tensor, name);
      left.delete(name);
      tensors.delete(tensor);
    }
  }
  for (const variable of left.values()) {
    const fitting = [...tensors.values()].filter(variable.fits).map(({ name }) => name);
    const [nearest] = nearestNames(variable.name, fitting);
    if (nearest === undefined) continue;
    map.set(nearest, variable.name);
    tensors.delete(nearest);
  }
  return map;
}

/** Tensors of scope `from` for the variables of scope `to`: both end in `/`, or are the root, `''`. */
interface Move {
  readonly from: string;
  readonly to: string;
  readonly names: string[];
}

/** Every move of scopes that gives a variable a tensor that fits, the one for most variables first, then the shortest. */
function moves(wanted: readonly WantedTensor[], free: readonly StoredTensor[]): Move[] {
  const byLastName = new Map<string, StoredTensor[]>();
  for (const tensor of free) {
    const key = lastName(tensor.name);
    byLastName.set(key, [...(byLastName.get(key) ?? []), tensor]);
  }
  const found = new Map<string, Move>();
  for (const { name, fits } of wanted) {
    for (const tensor of byLastName.get(lastName(name)) ?? []) {
      if (!fits(tensor)) continue;
      const { from, to } = differentScopes(tensor.name, name);
      const move = found.get(`${from}\n${to}`) ?? { from, to, names: [] };
      move.names.push(name);
      found.set(`${from}\n${to}`, move);
    }
  }
  return [...found.values()].sort((a, b) => b.names.length - a.names.length || a.from.length + a.to.length - b.from.length - b.to.length);
}

function lastName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** What is left of two names in front of the last parts that they share. */
function differentScopes(tensor: string, variable: string): { from: string; to: string } {
  const [a, b] = [tensor.split('/'), variable.split('/')];
  while (a.length > 0 && b.length > 0 && a.at(-1) === b.at(-1)) {
    a.pop();
    b.pop();
  }
  const scope = (parts: readonly string[]): string => parts.map((part) => `${part}/`).join('');
  return { from: scope(a), to: scope(b) };
}

function isWholeScope(scope: string, found: readonly string[], wanted: readonly WantedTensor[], others: readonly string[]): boolean {
  const names = [...wanted.map(({ name }) => name), ...others];
  return names.filter((name) => name.startsWith(scope)).length === found.length;
}
