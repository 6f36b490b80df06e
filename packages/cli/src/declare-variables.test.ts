import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { StoredTensor } from '@varscope/spec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declareVariables } from './declare-variables.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const tensor = (name: string, shape: number[], dtype: StoredTensor['dtype'] = 'float32'): StoredTensor => ({ name, dtype, shape, slices: [] });
const TENSORS = [
  tensor('global_step', [], 'int64'),
  tensor('model/dense/kernel', [784, 10]),
  tensor('model/dense/bias', [10]),
  tensor('model/dense_1/kernel', [10, 2], 'float16'),
  tensor('packed', [4], 'qint8'),
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(`${tmpdir()}/varscope-types-`);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The lines of a program that do not compile with the declarations, from 1. */
function wrongLines(declarations: string, program: readonly string[]): number[] {
  writeFileSync(`${folder}/variables.d.ts`, declarations);
  writeFileSync(`${folder}/program.ts`, ["import { getVariable, variableScope } from '@varscope/scopes';", ...program].join('\n'));
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify({
    compilerOptions: {
      target: 'ES2022',
      lib: ['ES2022', 'DOM', 'ESNext.Disposable'],
      module: 'NodeNext',
      types: ['node'],
      typeRoots: [`${ROOT}node_modules/@types`],
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      customConditions: ['@varscope/source'],
      paths: { '@varscope/scopes': [`${ROOT}packages/scopes/src/index.ts`] },
    },
    files: ['variables.d.ts', 'program.ts'],
  }));
  const { stdout } = spawnSync(process.execPath, [`${ROOT}node_modules/typescript/bin/tsc`, '-p', folder, '--pretty', 'false'], { encoding: 'utf8' });
  const errors = stdout.split('\n').filter((line) => line.includes('error TS'));
  return errors.map((line) => {
    const place = /program\.ts\((\d+),/.exec(line);
    if (place === null) throw new Error(line);
    return Number(place[1]) - 1;
  });
}

describe('declareVariables', () => {
  it('writes names, shapes and dtypes', () => {
    expect(declareVariables(TENSORS.slice(0, 2), 'model.ckpt')).toBe(
      `/** The variables of model.ckpt, written by \`varscope types\`. */
interface VarscopeVariables {
  'global_step': { readonly shape: readonly []; readonly dtype: 'int64' };
  'model/dense/kernel': { readonly shape: readonly [784, 10]; readonly dtype: 'float32' };
}
`,
    );
  });

  it('says which tensors are left out', () => {
    expect(declareVariables([tensor('a\nb', [4], 'qint8')], 'm')).toContain("{\n  // Left out: 'a\\nb'. No variable has the dtype qint8.\n}");
  });

  it('lets right names, shapes and dtypes compile, whatever the names, and no wrong ones', () => {
    const names = ["it's", 'a\\b', 'line\nbreak', '\u2028', '__proto__', '*/', '"'];
    const right = [
      'declare const units: number, name: string, index: number;',
      "getVariable('global_step', [], { dtype: 'int64' });",
      "getVariable('model/dense/kernel', [784, 10]);",
      "getVariable('model/dense/kernel', { shape: [null, 10], dtype: 'float32' });",
      "variableScope('model/dense', (vs) => { getVariable('kernel', [784, units]); vs.getVariable('bias', 10); });",
      "variableScope('model', () => getVariable(`dense_${index}/kernel`, [10, 2], { dtype: 'float16' }));",
      'getVariable(name, [1, 2, 3]);',
      ...names.map((name) => `getVariable(${JSON.stringify(name).replace('\u2028', '\\u2028')}, [1]);`),
    ];
    const wrong = [
      "getVariable('model/dense/kernle', [784, 10]);",
      "getVariable('dense', [784, 10]);",
      "getVariable('model/dense/kernel', [784, 11]);",
      "getVariable('model/dense/kernel', { shape: [784] });",
      "getVariable('model/dense/bias', 11);",
      "getVariable('global_step', [], { dtype: 'int32' });",
      "variableScope('model/dense', (vs) => vs.getVariable('gamma', [10]));",
      "variableScope('model/dense', (vs) => vs.getVariable('bias', [11]));",
      "getVariable('packed', [4]);",
    ];
    const declarations = declareVariables([...TENSORS, ...names.map((name) => tensor(name, [1]))], 'a*/b\n');
    expect(wrongLines(declarations, [...right, ...wrong])).toEqual(wrong.map((_, i) => right.length + i + 1));
  });
});
