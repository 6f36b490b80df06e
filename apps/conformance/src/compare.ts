import type { Json } from './case-format.js';

/** One place where two JSON values differ; `undefined` stands for a value that is not there. */
export interface Difference {
  readonly path: string;
  readonly expected: Json | undefined;
  readonly actual: Json | undefined;
}

/** Numbers match within this, relative or absolute. */
const TOLERANCE = 1e-4;

/** Fields that are recorded to be read, and never compared. */
const INFORMATIVE: ReadonlySet<string> = new Set(['msg']);

/** Every difference between an expected and an actual value (FORMAT.md, section 8). */
export function compare(expected: Json | undefined, actual: Json | undefined, path: string): Difference[] {
  if (isList(expected) && isList(actual)) return compareLists(expected, actual, path);
  if (isRecord(expected) && isRecord(actual)) {
    return compareRecords(expected, path.endsWith('/tensor') ? asFarAsKnown(expected, actual) : actual, path);
  }
  return matches(expected, actual) ? [] : [{ path, expected, actual }];
}

function compareLists(expected: readonly Json[], actual: readonly Json[], path: string): Difference[] {
  const lengths = compare(expected.length, actual.length, `${path}/length`);
  const shorter = Math.min(expected.length, actual.length);
  return [...lengths, ...expected.slice(0, shorter).flatMap((item, i) => compare(item, actual[i], `${path}/${i}`))];
}

function compareRecords(expected: Record<string, Json>, actual: Record<string, Json>, path: string): Difference[] {
  const fields = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...fields]
    .filter((field) => !INFORMATIVE.has(field))
    .flatMap((field) => compare(ownField(expected, field), ownField(actual, field), `${path}/${field}`));
}

/**
 * The facts of a tensor as far as a graph would know them: TensorFlow does not know a dimension of a tensor that it made
 * from a variable with an open dimension, while a tensor of tfjs always has its value and its shape.
 */
function asFarAsKnown(expected: Record<string, Json>, actual: Record<string, Json>): Record<string, Json> {
  const [known, found] = [expected['shape'], actual['shape']];
  if (!isList(known) || !isList(found) || !known.includes(null)) return actual;
  const shape = found.map((size, axis) => (known[axis] === null ? null : size));
  return { ...actual, shape, ...('value' in actual ? { value: null } : {}) };
}

function ownField(record: Record<string, Json>, field: string): Json | undefined {
  return Object.hasOwn(record, field) ? record[field] : undefined;
}

function matches(expected: Json | undefined, actual: Json | undefined): boolean {
  if (typeof expected !== 'number' || typeof actual !== 'number') return expected === actual;
  const distance = Math.abs(expected - actual);
  return distance <= TOLERANCE || distance <= TOLERANCE * Math.max(Math.abs(expected), Math.abs(actual));
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isRecord(value: Json | undefined): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
