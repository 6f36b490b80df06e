import '@tensorflow/tfjs-backend-cpu';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runDirectory } from './run-directory.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cases-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const FINAL = {
  scope_name: '',
  scope_reuse: false,
  name_scope: '',
  collections: {},
  losses: [],
  losses_after_doubling: [],
  values: {},
};
const NAMES = {
  id: 'names',
  steps: [{ op: 'unique_name', name: 'x' }],
  trace: [{ at: '0', op: 'unique_name', ok: { unique_name: 'x' } }],
  final: FINAL,
};

function write(...cases: readonly object[]): void {
  writeFileSync(join(folder, 'cases.json'), JSON.stringify({ format: 1, theme: 'test', cases }));
}

test('counts the cases that do what their golden trace says, and tells the differences of the others', () => {
  write(NAMES, { ...NAMES, id: 'other', final: { ...FINAL, name_scope: 'y' } });
  expect(runDirectory(folder)).toEqual([
    {
      path: join(folder, 'cases.json'),
      passed: 1,
      failures: [{ id: 'other', differences: [{ path: '/final/name_scope', expected: 'y', actual: '' }] }],
    },
  ]);
});

test.each([
  ['a step', { ...NAMES, steps: [{ op: 'nothing' }] }],
  ['a definition', { ...NAMES, defs: { d: { kind: 'nothing' } } }],
  ['an initializer', { ...NAMES, defs: { d: { kind: 'initializer', init: 'nothing' } } }],
  ['a value', { ...NAMES, steps: [{ op: 'get_variable', args: { name: { nothing: 1 } } }] }],
  ['a session action', { ...NAMES, session: [{ do: 'nothing' }], session_trace: [] }],
])('fails a case with %s that the format does not have', (_, testCase) => {
  write(testCase);
  const [failure] = runDirectory(folder)[0]?.failures ?? [];
  expect(failure?.differences[0]?.actual).toMatch(/^UnknownFormError: the format has no .*nothing/);
});

test('counts a malformed file, a directory without cases and a missing one as a failure each', () => {
  expect(runDirectory(folder)).toMatchObject([{ passed: 0, failures: [{ id: folder }] }]);
  expect(runDirectory(join(folder, 'nowhere'))).toMatchObject([{ passed: 0, failures: [{}] }]);
  writeFileSync(join(folder, 'cases.json'), '{');
  expect(runDirectory(folder)).toMatchObject([{ passed: 0, failures: [{ id: join(folder, 'cases.json') }] }]);
});
