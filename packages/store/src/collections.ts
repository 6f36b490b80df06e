import { nameFilter } from './name-filter.js';

/** The collections of a graph: lists under string keys. */
export class Collections {
  readonly #lists = new Map<string, unknown[]>();

  /** Appends `value`; a second time gives a second entry. */
  add(key: string, value: unknown): void {
    this.ref(key).push(value);
  }

  /** A copy of the list; with `scope` only the items whose name it matches, as a regular expression, at the start. */
  get(key: string, scope?: string | null): unknown[] {
    const list = this.#lists.get(key) ?? [];
    if (scope === undefined || scope === null) return [...list];
    const matches = nameFilter(scope);
    return list.filter((item) => {
      const name = nameOf(item);
      return name !== undefined && matches(name);
    });
  }

  /** The list itself, made if there is none. */
  ref(key: string): unknown[] {
    let list = this.#lists.get(key);
    if (list === undefined) this.#lists.set(key, (list = []));
    return list;
  }

  /** The keys of all collections that hold something. */
  keys(): string[] {
    return [...this.#lists].filter(([, list]) => list.length > 0).map(([key]) => key);
  }

  /** Takes `item` out of every collection. */
  remove(item: unknown): void {
    for (const list of this.#lists.values()) {
      for (let i = list.indexOf(item); i >= 0; i = list.indexOf(item, i)) list.splice(i, 1);
    }
  }

  clear(): void {
    this.#lists.clear();
  }
}

function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null || !('name' in item)) return undefined;
  return typeof item.name === 'string' ? item.name : undefined;
}
