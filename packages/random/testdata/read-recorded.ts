/** What TensorFlow gave, from the JSON file `name` of this folder; `{"bigint"}` becomes a bigint. */
import { readFileSync } from 'node:fs';

export function readRecorded<T>(name: string): T {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8');
  // The caller states the type of the file.
  return JSON.parse(text, (_, value: { bigint?: string } | null) =>
    value?.bigint === undefined ? value : BigInt(value.bigint)) as T;
}
