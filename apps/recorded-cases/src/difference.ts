/** What Varscope gives is not what TensorFlow gave. */
export class Difference extends Error {
  constructor(what: string, expected: unknown, found: unknown) {
    super(`${what}: expected ${show(expected)}, found ${show(found)}`);
    this.name = 'Difference';
  }
}

/** Throws a `Difference` unless both are the same, entry by entry; -0 is not 0, and NaN is itself. */
export function expectSame(what: string, expected: unknown, found: unknown): void {
  if (!isSame(expected, found)) throw new Difference(what, expected, found);
}

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const entries = Object.entries(a);
  const others = new Map(Object.entries(b));
  return entries.length === others.size && entries.every(([key, value]) => others.has(key) && isSame(value, others.get(key)));
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, entry: unknown) => (typeof entry === 'bigint' || Number.isNaN(entry) ? String(entry) : entry));
}
