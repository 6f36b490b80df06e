import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { CaseFile } from './case-format.js';

/**
 * Reads a file of cases, `.json` or `.json.gz`.
 * @throws Error naming the file when it cannot be read, is no JSON or does not have the format of a case file.
 */
export function readCaseFile(path: string): CaseFile {
  try {
    const bytes = readFileSync(path);
    const content: unknown = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
    requireCaseFile(content);
    return content;
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function requireCaseFile(content: unknown): asserts content is CaseFile {
  demand(isRecord(content) && content['format'] === 1, 'not a case file of format 1');
  demand(Array.isArray(content['cases']) && content['cases'].length > 0, 'no cases');
  for (const testCase of content['cases'] as readonly unknown[]) {
    demand(isRecord(testCase) && typeof testCase['id'] === 'string', 'a case has no id');
    for (const field of ['steps', 'trace']) {
      demand(Array.isArray(testCase[field]), `case ${testCase['id']} has no list of ${field}`);
    }
    demand(isRecord(testCase['final']), `case ${testCase['id']} has no final state`);
  }
}

function demand(condition: boolean, problem: string): asserts condition {
  if (!condition) throw new Error(problem);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
