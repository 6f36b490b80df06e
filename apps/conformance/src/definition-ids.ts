import type { Definition } from './case-format.js';

type Kind = Definition['kind'];

/** Tells which definition an object is. Equal numbers as initializers cannot be told apart: they are all the first of them. */
export class DefinitionIds {
  readonly #ids = new Map<Kind, Map<unknown, string>>();

  add(kind: Kind, object: unknown, id: string): void {
    const ids = this.#ids.get(kind) ?? new Map<unknown, string>();
    this.#ids.set(kind, ids.set(object, ids.get(object) ?? id));
  }

  /** The id of the definition of this kind that `object` is, `null` for `null`, `other` for anything else. */
  of(kind: Kind, object: unknown): string | null {
    return object === null ? null : (this.#ids.get(kind)?.get(object) ?? 'other');
  }
}
