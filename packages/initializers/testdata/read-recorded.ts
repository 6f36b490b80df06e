/** What TensorFlow did, from the JSON file `name` of this folder; its `about` says how it was recorded. */
import { readFileSync } from 'node:fs';

export function readRecorded<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as T; // the caller states the type of the file
}
