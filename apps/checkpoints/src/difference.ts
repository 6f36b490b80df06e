/** Varscope reads something else than TensorFlow. */
export class Difference extends Error {
  constructor(what: string, expected: unknown, found: unknown) {
    super(`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
    this.name = 'Difference';
  }
}

/** Throws a `Difference` unless both are the same in JSON. */
export function expectSame(what: string, expected: unknown, found: unknown): void {
  if (JSON.stringify(expected) !== JSON.stringify(found)) throw new Difference(what, expected, found);
}
