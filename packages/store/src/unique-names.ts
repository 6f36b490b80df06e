import { BadNameError } from '@varscope/spec/errors';

/**
 * So many scopes of one name keep what was named in them. A training loop opens its scopes again in every step, and must
 * not fill the memory with their names.
 */
const REMEMBERED_SCOPES = 1000;

const ROOT_NAME = /^[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*$/;
const INNER_NAME = /^[A-Za-z0-9_.\\/>-]*$/;

/** A name scope that has been opened. */
export interface OpenedNameScope {
  /** Without a final `/`; empty at the root. */
  readonly nameScope: string;
  /** The names in use inside of it; `null` for those of the graph. */
  readonly names: UniqueNames | null;
}

/**
 * The op names of a graph: one namespace for ops, name scopes and variables, in which case does not count.
 * The algorithm is that of `tf.Graph.unique_name`.
 */
export class UniqueNames {
  readonly #used = new Map<string, number>();

  /** `name` if it is free, else `name_1`, `name_2`, …; the spelling of the request is kept. */
  unique(name: string, markAsUsed = true): string {
    const key = name.toLowerCase();
    let uses = this.#used.get(key) ?? 0;
    if (markAsUsed) this.#used.set(key, uses + 1);
    if (uses === 0) return name;
    let composed = key;
    while (this.#used.has(composed)) {
      composed = `${key}_${uses}`;
      uses++;
    }
    if (markAsUsed) this.#used.set(composed, 1);
    return `${name}_${uses - 1}`;
  }

  /** Makes a name free again: its variable is gone. */
  release(name: string): void {
    this.#used.delete(name.toLowerCase());
  }

  /**
   * The name of an op that is called `name` inside the name scope `current`: empty for an empty name, `name` itself,
   * without the final `/`, when it ends with one, and otherwise a unique name below `current`.
   * @throws BadNameError when TensorFlow does not allow the name.
   */
  openScope(current: string, name: string): string {
    if (name === '') return '';
    requireName(current, name);
    return name.endsWith('/') ? name.slice(0, -1) : this.unique(joinNames(current, name));
  }

  /**
   * Opens a name scope inside of `current`, which has these names: the root for an empty name, and otherwise named as an
   * op is. After a thousand scopes of one name the next ones are numbered on, and what is named in one of them is
   * forgotten when it is left: TensorFlow would keep it until the graph goes.
   * @throws BadNameError when TensorFlow does not allow the name.
   */
  enterScope(current: string, name: string | null): OpenedNameScope {
    if (name === null || name === '') return { nameScope: '', names: null };
    requireName(current, name);
    if (name.endsWith('/')) {
      const nameScope = name.slice(0, -1);
      return { nameScope, names: nameScope === current ? this : null };
    }
    const joined = joinNames(current, name);
    const key = joined.toLowerCase();
    const uses = this.#used.get(key) ?? 0;
    if (uses < REMEMBERED_SCOPES) return { nameScope: this.unique(joined), names: this };
    let number = uses;
    while (this.#used.has(`${key}_${number}`)) number++;
    this.#used.set(key, number + 1);
    return { nameScope: `${joined}_${number}`, names: new UniqueNames() };
  }
}

function joinNames(scope: string, name: string): string {
  return scope === '' ? name : `${scope}/${name}`;
}

function requireName(current: string, name: string): void {
  const pattern = current === '' ? ROOT_NAME : INNER_NAME;
  if (pattern.test(name)) return;
  const kind = current === '' ? 'root scope name' : 'scope name';
  throw new BadNameError(
    `'${name}' is not a valid ${kind}. A scope name has to match the following pattern: ${pattern.source}`,
  );
}
