import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { RecordedCase } from '@varscope/recorded-cases';
import { manifestCases } from './manifest-cases.js';
import { objectGraphCases } from './object-graph-cases.js';
import type { Manifest, ObjectGraph, StateFiles, Trace, Verdicts } from './recorded.js';
import { stateCases } from './state-cases.js';
import { traceCases } from './trace-cases.js';
import { verdictCases } from './verdict-cases.js';

/** The files that hold cases, by their names; other files are passed over. */
const KINDS: Readonly<Record<string, (path: string, file: unknown) => RecordedCase[]>> = {
  'manifest.json': (path, file) => manifestCases(path, file as Manifest), // the format goes by the name
  'object_graph.json': (path, file) => objectGraphCases(path, file as ObjectGraph), // likewise
  'parse_cases.json': (_, file) => stateCases(file as StateFiles), // likewise
  'trace.json': (path, file) => traceCases(path, file as Trace), // likewise
  'errors.json': (path, file) => verdictCases(path, file as Verdicts), // likewise
};

/** The cases of a file; none when its name is of no kind. */
export function readCheckpointFile(path: string): RecordedCase[] {
  const name = basename(path);
  const cases = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  return cases === undefined ? [] : cases(path, JSON.parse(readFileSync(path, 'utf8')));
}
