import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCaseFile } from './read-case-file.js';

const CASE = { id: 'one', steps: [], trace: [], final: {} };
const FILE = { format: 1, theme: 'test', cases: [CASE] };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cases-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test('reads a file as it is and a compressed one', () => {
  const text = JSON.stringify(FILE);
  expect(readCaseFile(write('a.json', text))).toEqual(FILE);
  expect(readCaseFile(write('a.json.gz', gzipSync(text)))).toEqual(FILE);
});

test.each([
  ['no JSON', '{"format": 1', 'JSON'],
  ['another format', JSON.stringify({ ...FILE, format: 2 }), 'not a case file'],
  ['no list of cases', JSON.stringify({ format: 1 }), 'no cases'],
  ['an empty list of cases', JSON.stringify({ format: 1, cases: [] }), 'no cases'],
  ['a case without an id', JSON.stringify({ format: 1, cases: [{ ...CASE, id: undefined }] }), 'has no id'],
  ['a case without steps', JSON.stringify({ format: 1, cases: [{ ...CASE, steps: undefined }] }), 'case one has no list of steps'],
  ['a case without a trace', JSON.stringify({ format: 1, cases: [{ ...CASE, trace: undefined }] }), 'case one has no list of trace'],
  ['a case without a final state', JSON.stringify({ format: 1, cases: [{ ...CASE, final: undefined }] }), 'case one has no final state'],
])('refuses %s and names the file', (_, content, problem) => {
  const path = write('bad.json', content);
  expect(() => readCaseFile(path)).toThrow(path);
  expect(() => readCaseFile(path)).toThrow(problem);
});

test('refuses a file that is not compressed although its name says so', () => {
  expect(() => readCaseFile(write('bad.json.gz', JSON.stringify(FILE)))).toThrow('bad.json.gz');
});
