import '@tensorflow/tfjs-backend-cpu';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compareCase } from './compare-case.js';
import { listCaseFiles } from './list-case-files.js';
import { measureCase } from './measure-case.js';
import { readCaseFile } from './read-case-file.js';

const files = listCaseFiles(fileURLToPath(new URL('../cases', import.meta.url)));

describe.each(files)('does what TensorFlow does: %s', (file) => {
  test.each(readCaseFile(file).cases.map((testCase) => [testCase.id, testCase] as const))('%s', (_, testCase) => {
    expect(compareCase(testCase, measureCase(testCase))).toEqual([]);
  });
});

test('every id stands for one case', () => {
  const ids = files.flatMap((file) => readCaseFile(file).cases.map(({ id }) => `${id} of ${basename(file)}`));
  expect(new Set(ids.map((id) => id.split(' of ')[0])).size).toBe(ids.length);
  expect(ids.length).toBe(745);
});
