import { BadNameError } from '@varscope/spec/errors';

const ROOT_NAME = /^[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*$/;
const INNER_NAME = /^[A-Za-z0-9_.\\/>-]*$/;

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
   * The name scope that opening `name` inside the name scope `current` gives, without final `/`: the root for an empty
   * name, `name` itself when it ends with `/`, and otherwise a unique name below `current`.
   * @throws BadNameError when TensorFlow does not allow the name.
   */
  openScope(current: string, name: string | null): string {
    if (name === null || name === '') return '';
    const pattern = current === '' ? ROOT_NAME : INNER_NAME;
    if (!pattern.test(name)) {
      const kind = current === '' ? 'root scope name' : 'scope name';
      throw new BadNameError(
        `'${name}' is not a valid ${kind}. A scope name has to match the following pattern: ${pattern.source}`,
      );
    }
    if (name.endsWith('/')) return name.slice(0, -1);
    return this.unique(current === '' ? name : `${current}/${name}`);
  }
}
