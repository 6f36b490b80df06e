import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listCaseFiles } from './list-case-files.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cases-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('lists the files of a directory and below it, in order, but not the table of kinds', () => {
  mkdirSync(join(folder, 'more'));
  for (const name of ['b.json', 'a.json.gz', 'kinds.json', 'notes.md', join('more', 'c.json')]) writeFileSync(join(folder, name), '');
  expect(listCaseFiles(folder)).toEqual(['a.json.gz', 'b.json', join('more', 'c.json')].map((name) => join(folder, name)));
});

test('takes a file for itself', () => {
  const path = join(folder, 'x.json');
  writeFileSync(path, '');
  expect(listCaseFiles(path)).toEqual([path]);
});

test('refuses a directory that holds no case', () => {
  expect(() => listCaseFiles(folder)).toThrow('holds no case');
});

test('refuses a path that does not exist', () => {
  expect(() => listCaseFiles(join(folder, 'nowhere'))).toThrow('nowhere');
});
