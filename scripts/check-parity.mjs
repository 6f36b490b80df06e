// PARITY.md says what is true: every symbol of TensorFlow's variable system and every export of `varscope` has a row, no
// row names an export or a member that is not there, and every test that a row names exists.
import { existsSync, readFileSync } from 'node:fs';
import * as tfjs from '@tensorflow/tfjs-core';
import { createChecks } from './create-checks.mjs';

/** @typedef {{ symbols: string[], ours: string[], status: string, tests: { path: string, title: string }[] }} Row */

const ROOT = new URL('../', import.meta.url);
const COLUMNS = 4;
const STATUS = /^(supported|limited|absent|for |types|—)/;
const EXPORTS = /export \{([^}]*)\} from '[^']*';/g;

/**
 * What stands before a member in the table, and the file that declares the member.
 *
 * @type {Record<string, string>}
 */
const OBJECTS = {
  CheckpointManager: 'packages/checkpoint/src/checkpoint-manager.ts',
  DeviceSpec: 'packages/store/src/device/device-spec.ts',
  averages: 'packages/training/src/exponential-moving-average.ts',
  graph: 'packages/store/src/graph.ts',
  partitioned: 'packages/store/src/partitioned-variable.ts',
  reader: 'packages/checkpoint/src/checkpoint-reader.ts',
  saver: 'packages/checkpoint/src/saver.ts',
  scope: 'packages/scopes/src/scope.ts',
  spec: 'packages/store/src/device/device-spec.ts',
  store: 'packages/store/src/eager-variable-store.ts',
  template: 'packages/scopes/src/template.ts',
  variable: 'packages/store/src/graph-variable.ts',
};
/** What variables have from tfjs. */
const INHERITED = ['arraySync', 'data', 'dataSync', 'dtype', 'isDisposed', 'name', 'shape', 'trainable'];

const rows = readRows(read('PARITY.md'));
const exported = new Set([...read('packages/varscope/src/index.ts').matchAll(EXPORTS)].flatMap(([, list = '']) => namesIn(list)));

const checks = createChecks();
await checks.run('every symbol of TensorFlow has a row', () => {
  const { symbols } = JSON.parse(read('tools/list-symbols/symbols.json'));
  requireNone(symbols, new Set(rows.flatMap((row) => row.symbols)));
});
await checks.run('every export of varscope has a row', () => {
  requireNone([...exported], new Set(rows.flatMap((row) => row.ours).flatMap((code) => code.match(/\w+/g) ?? [])));
});
for (const row of rows) {
  await checks.run(row.symbols[0] ?? row.ours[0] ?? row.status, () => checkRow(row));
}
checks.finish();

/** @param {Row} row */
function checkRow({ ours, status, tests }) {
  if (!STATUS.test(status)) throw new Error(`its status is '${status}'`);
  if (!status.startsWith('absent') && tests.length === 0) throw new Error('it names no test');
  for (const code of ours) requireThere(code);
  for (const { path, title } of tests) requireTest(path, title);
}

/** @param {string} code what a row has in the column of Varscope; what begins with an option or a bracket is not looked at */
function requireThere(code) {
  const [, object = '', member] = /^(?:new |await |using \w+ = )?(\w+)(?:\.(\w+))?/.exec(code) ?? [];
  if (object === '') return;
  if (object === 'tf') requireMember(tfjs, code.split('.').slice(1), code);
  else if (member === undefined) requireNone([object], exported);
  else if (object !== 'variable' || !INHERITED.includes(member)) requireDeclared(OBJECTS[object] ?? `(an unknown object) ${object}`, member);
}

/**
 * @param {any} value
 * @param {string[]} path
 * @param {string} code
 */
function requireMember(value, path, code) {
  for (const name of path) value = value?.[name];
  if (value === undefined) throw new Error(`TensorFlow.js has no ${code}`);
}

/** @param {string} file @param {string} member */
function requireDeclared(file, member) {
  const declaration = new RegExp(`^ {2}(?:(?:readonly|override|static|async|get) )*${member}\\b`, 'm');
  if (!existsSync(new URL(file, ROOT)) || !declaration.test(read(file))) throw new Error(`no ${member} is declared in '${file}'`);
}

/** @param {string} path @param {string} title */
function requireTest(path, title) {
  if (!existsSync(new URL(path, ROOT))) throw new Error(`there is no ${path}`);
  const source = read(path).replaceAll("\\'", "'");
  if (!["'", '"', '`'].some((quote) => source.includes(`(${quote}${title}${quote},`))) throw new Error(`${path} has no test '${title}'`);
}

/** @param {string[]} wanted @param {Set<string>} found */
function requireNone(wanted, found) {
  const missing = wanted.filter((name) => !found.has(name));
  if (missing.length > 0) throw new Error(`there is none of ${missing.join(', ')}`);
}

/** @param {string} text @returns {Row[]} */
function readRows(text) {
  const lines = text.split('\n').filter((line) => line.startsWith('| '));
  return lines.map((line) => line.slice('| '.length, -' |'.length).split(' | ')).filter(isRow).map(([symbols = '', ours = '', status = '', tests = '']) => ({
    symbols: codesIn(symbols),
    ours: codesIn(ours),
    status: status.trim(),
    tests: [...tests.matchAll(/\[(.+?)\]\(([\w./-]+)\)/g)].map(([, title = '', path = '']) => ({ title, path })),
  }));
}

/** @param {string[]} cells */
function isRow(cells) {
  return cells.length === COLUMNS && cells[0] !== 'TensorFlow 1.x';
}

/** @param {string} cell */
function codesIn(cell) {
  return [...cell.matchAll(/`([^`]*)`/g)].map(([, code = '']) => code);
}

/** @param {string} list of an export */
function namesIn(list) {
  return list.split(',').map((name) => name.trim().replace('type ', '')).filter((name) => name !== '');
}

/** @param {string} file */
function read(file) {
  return readFileSync(new URL(file, ROOT), 'utf8');
}
