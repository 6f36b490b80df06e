import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { openSafetensors, writeSafetensors } from '@varscope/safetensors';
import type { StoredDType, TensorToWrite } from '@varscope/spec';
import { openTensorBundle, writeTensorBundle } from '@varscope/tensor-bundle';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runVarscope } from './run-varscope.js';

const TESTDATA = fileURLToPath(new URL('../testdata/', import.meta.url));
/** Recorded with TensorFlow, see testdata/README.md. */
const V2 = `${TESTDATA}model.ckpt-4`;
const V1 = `${TESTDATA}v1.ckpt-12`;

let folder: string;
beforeEach(() => {
  folder = `${mkdtempSync(`${tmpdir()}/varscope-cli-`)}/`;
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Outcome {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs the command; `@` stands for the folder of the test. */
async function run(args: readonly string[], columns = 80): Promise<Outcome> {
  let output = '';
  let errors = '';
  const exitCode = await runVarscope(args.map((arg) => arg.replaceAll('@', folder)), {
    print: (text) => (output += text),
    printError: (text) => (errors += text),
    columns,
  });
  const shown = (text: string): string => text.replaceAll(folder, '@').replaceAll(TESTDATA, '');
  return { exitCode, output: shown(output), errors: shown(errors) };
}

/** Runs a command that is to go well. */
async function succeed(...args: string[]): Promise<string> {
  const { exitCode, output, errors } = await run(args);
  expect(errors).toBe('');
  expect(exitCode).toBe(0);
  return output;
}

const lines = (text: string): string[] => text.trimEnd().split('\n');
const float32 = (...values: number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);

function tensor(name: string, shape: number[], data: Uint8Array, dtype: StoredDType = 'float32'): TensorToWrite {
  return { name, dtype, shape, data };
}

/** Writes a file of the test. */
async function given(name: string, ...tensors: TensorToWrite[]): Promise<void> {
  await writeSafetensors(folder + name, tensors);
}

/** The values of a tensor of a safetensors file of the test. */
async function valuesOf(file: string, name: string): Promise<number[]> {
  const reader = await openSafetensors(folder + file);
  const bytes = (await reader.read({ name })) as Uint8Array;
  await reader.close();
  return [...new Float32Array(bytes.slice().buffer)];
}

describe('varscope inspect', () => {
  it('shows a tree of scopes', async () => {
    expect(lines(await succeed('inspect', V2, '--exclude', 'Adam|Mom|RMS|Ada|Ftrl|Moving'))).toEqual([
      'model.ckpt-4: TensorFlow checkpoint (V2)',
      '',
      'Tensor       Shape                Type     Parameters  Bytes',
      'beta1_power  ()                   float32           1    4 B',
      'beta2_power  ()                   float32           1    4 B',
      'global_step  ()                   int64             1    8 B',
      'model/                                             83  332 B',
      '  b          (3,)                 float32           3   12 B',
      '  emb        (10, 6) in 3 slices  float32          60  240 B',
      '  frozen     (2,)                 float32           2    8 B',
      '  w          (6, 3)               float32          18   72 B',
      '────────────────────────────────────────────────────────────',
      'Total        7 tensors                             86  348 B',
    ]);
  });

  it('shows as many levels as asked, and slices', async () => {
    expect(await succeed('inspect', V2, '--depth', '0')).toMatch(/^model\/ {7}22 tensors/m);
    expect(await succeed('inspect', V2, '--slices', '-i', 'emb$')).toContain('    at (4, 0)  (3, 6)');
  });

  it.each([
    [V1, 'TensorFlow checkpoint (V1)'],
    [`${V2}.index`, 'TensorFlow checkpoint (V2)'],
    [`${V2}.data-00000-of-00001`, 'TensorFlow checkpoint (V2)'],
  ])('recognizes %s by its content', async (path, title) => {
    expect(lines(await succeed('inspect', path))[0]).toContain(title);
  });

  it('recognizes formats whatever their file is called', async () => {
    await succeed('convert', V2, '@a.bin', '--to', 'safetensors');
    expect(await succeed('inspect', '@a.bin')).toContain('@a.bin: safetensors file\n');
    await succeed('convert', V2, '@b', '--to', 'tfjs', '-i', '^model/w$');
    expect(await succeed('inspect', '@b')).toContain('@b: TensorFlow.js weights manifest\n');
  });

  it.each(['@', '@.'])('takes the newest checkpoint of a folder, %s, and says which on stderr', async (asked) => {
    await succeed('convert', V2, '@run.ckpt-4');
    writeFileSync(`${folder}checkpoint`, 'model_checkpoint_path: "run.ckpt-4"\nall_model_checkpoint_paths: "run.ckpt-4"\n');
    const newest = asked === '@' ? '@run.ckpt-4' : '@./run.ckpt-4';
    const { exitCode, output, errors } = await run(['inspect', asked, '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ path: newest, totals: { tensors: 25 } });
    expect(errors).toBe(`${asked}: taking its newest checkpoint, ${newest}\n`);
    expect((await run(['diff', asked, V2])).output).toMatch(/^No differences/);
    expect((await run(['convert', asked, '@run.ckpt-4', '--force'])).errors).toContain('input');
  });

  it('takes the checkpoint that a state file names by its whole path', async () => {
    writeFileSync(`${folder}checkpoint`, `model_checkpoint_path: "${V2}"`);
    expect((await run(['inspect', '@'])).output).toContain('model.ckpt-4: TensorFlow checkpoint (V2)');
    writeFileSync(`${folder}checkpoint`, 'no state');
    expect((await run(['inspect', '@'])).errors).toContain('is a folder');
  });

  it('shows what the values are like', async () => {
    await given('a.safetensors', tensor('x', [5], float32(0, 1, NaN, -3, Infinity)), tensor('b', [2], Uint8Array.of(1, 1), 'bool'));
    const { output } = await run(['inspect', '@a.safetensors', '--stats'], 100);
    expect(lines(output).slice(2, 5)).toEqual([
      'Tensor  Shape      Type     Parameters  Bytes  Min  Max     Mean  Std  Zeros  NaN, Inf',
      'x       (5,)       float32           5   20 B   -3    1  -0.6667  1.7      1      1, 1',
      'b       (2,)       bool              2    2 B    1    1        1    0      0',
    ]);
  });

  it('writes JSON', async () => {
    const json = JSON.parse(await succeed('inspect', V2, '--json', '--stats', '-i', 'emb$')) as Record<string, unknown>;
    expect(json).toMatchObject({
      format: 'tensorflow-v2',
      tensors: [{ name: 'model/emb', dtype: 'float32', shape: [10, 6], parameters: 60, bytes: 240, statistics: { nans: 0 } }],
      totals: { tensors: 1, parameters: 60, bytes: 240 },
    });
  });

  it('writes null for what a tensor without finite values has not', async () => {
    await given('a.safetensors', tensor('empty', [0], float32()), tensor('n', [1], float32(NaN)));
    const { tensors } = JSON.parse(await succeed('inspect', '@a.safetensors', '--json', '--stats')) as { tensors: object };
    const none = { min: null, max: null, mean: null, standardDeviation: null, zeros: 0, infinities: 0 };
    expect(tensors).toMatchObject([{ name: 'empty', statistics: { ...none, nans: 0 } }, { name: 'n', statistics: { ...none, nans: 1 } }]);
  });

  it('does not let a file write to the terminal', async () => {
    await given('a.safetensors', tensor('a\u001b[2Jb', [1], float32(1)));
    expect(await succeed('inspect', '@a.safetensors')).not.toContain('\u001b');
  });
});

describe('varscope types', () => {
  it('declares the variables, and says what it leaves out', async () => {
    const left = [tensor('p', [1], Uint8Array.of(1), 'float8_e5m2'), tensor('q', [1], Uint8Array.of(1), 'qint8'), tensor('r', [1], Uint8Array.of(1), 'qint8')];
    await writeTensorBundle(`${folder}a.ckpt`, [...left, tensor('w', [1], float32(1))]);
    const errors = 'Left out 3 tensors: no variable has the dtype float8_e5m2, qint8.\n';
    expect(await run(['types', '@a.ckpt', '@a.d.ts'])).toEqual({ exitCode: 0, output: 'Wrote @a.d.ts: 1 variable\n', errors });
    expect(readFileSync(`${folder}a.d.ts`, 'utf8')).toContain("  // Left out: 'q'. No variable has the dtype qint8.\n");
    expect(await succeed('types', '@a.ckpt', '--include', 'w')).toContain("  'w': { readonly shape: readonly [1]; readonly dtype: 'float32' };\n");
  });
});

describe('varscope diff', () => {
  it('finds no differences between a file and its copy', async () => {
    await succeed('convert', V2, '@copy.safetensors');
    expect(await succeed('diff', V2, '@copy.safetensors')).toBe('No differences: 25 tensors with the same names, shapes, dtypes and values.\n');
  });

  it('lists what differs, the largest differences first, and exits with 1', async () => {
    await given('a.safetensors', tensor('x', [2, 2], float32(1, 2, 3, 4)), tensor('y', [1], float32(1)), tensor('z', [1], float32(0)), tensor('n', [1], float32(NaN)));
    await given('b.safetensors', tensor('x', [2, 2], float32(1, 2, 3.5, 4)), tensor('y', [1], float32(2)), tensor('s', [1], float32(0)), tensor('n', [1], float32(NaN)));
    const { exitCode, output } = await run(['diff', '@a.safetensors', '@b.safetensors']);
    expect(exitCode).toBe(1);
    expect(lines(output)).toEqual([
      'Only in a.safetensors (1)',
      'Tensor  Shape  Type',
      'z       (1,)   float32',
      '',
      'Only in b.safetensors (1)',
      'Tensor  Shape  Type',
      's       (1,)   float32',
      '',
      'Other values (2)',
      'Tensor  Differing  Of all  Largest  At      a.safetensors  b.safetensors',
      'y               1   100 %        1  (0,)                1              2',
      'x               1  25.0 %      0.5  (1, 0)              3            3.5',
      '',
      '4 tensors differ, 1 equal.',
    ]);
  });

  it('compares values of several dtypes, up to a tolerance', async () => {
    await given('a.safetensors', tensor('x', [2], float32(1, 0.1)));
    await succeed('convert', '@a.safetensors', '@b.safetensors', '--dtype', 'float16');
    expect((await run(['diff', '@a.safetensors', '@b.safetensors'])).output).toMatch(/Other values \(1\)\n.*\nx +1 /);
    expect((await run(['diff', '@a.safetensors', '@b.safetensors', '--tolerance', '0.001'])).output).not.toContain('Other values');
    await succeed('convert', '@b.safetensors', '@c.safetensors', '--dtype', 'float32');
    expect((await run(['diff', '@a.safetensors', '@c.safetensors', '--tolerance', '0.001'])).exitCode).toBe(0);
    expect((await run(['diff', '@a.safetensors', '@c.safetensors', '--no-values'])).exitCode).toBe(0);
  });

  it('verifies checksums of tensors that it reads in blocks', async () => {
    const large = tensor('x', [9_500, 1_000], new Uint8Array(9_500_000).fill(7), 'int8');
    await writeTensorBundle(`${folder}a.ckpt`, [large]);
    await writeTensorBundle(`${folder}b.ckpt`, [large]);
    expect(await run(['diff', '@a.ckpt', '@b.ckpt'])).toMatchObject({ exitCode: 0, errors: '' });
    const data = readFileSync(`${folder}b.ckpt.data-00000-of-00001`);
    data[5_000_000] = 8;
    writeFileSync(`${folder}b.ckpt.data-00000-of-00001`, data);
    for (const args of [['diff', '@a.ckpt', '@b.ckpt'], ['inspect', '--stats', '@b.ckpt']]) {
      expect(await run(args)).toMatchObject({ exitCode: 1, errors: expect.stringContaining('Checksum does not match') as string });
    }
  });

  it('tells integers apart that are one float64', async () => {
    const large = (value: bigint): Uint8Array => new Uint8Array(BigInt64Array.of(value).buffer);
    await given('a.safetensors', tensor('x', [1], large(1n << 60n), 'int64'));
    await given('b.safetensors', tensor('x', [1], large((1n << 60n) + 1n), 'int64'));
    expect((await run(['diff', '@a.safetensors', '@b.safetensors'], 120)).output).toMatch(/x +1 .* 1152921504606846976 +1152921504606846977/);
  });

  it('writes JSON', async () => {
    await given('a.safetensors', tensor('x', [2], float32(1, 2)));
    await given('b.safetensors', tensor('x', [2], float32(1, NaN)));
    const { exitCode, output } = await run(['diff', '@a.safetensors', '@b.safetensors', '--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(output)).toMatchObject({ compared: 1, differences: [{ name: 'x', values: { differing: 1, largest: 'Infinity', at: [1], right: 'NaN' } }] });
  });
});

describe('varscope convert', () => {
  it.each([['@a.safetensors'], ['@a.ckpt']])('writes %s with all values', async (output) => {
    for (const input of [V1, V2]) {
      await succeed('convert', input, output, '--force');
      expect((await run(['diff', input, output])).output).toMatch(/^No differences/);
    }
  });

  it('keeps the slices of partitioned variables in a checkpoint', async () => {
    await succeed('convert', V2, '@a.ckpt');
    const [before, after] = [await openTensorBundle(V2), await openTensorBundle(`${folder}a.ckpt`)];
    expect(after.tensors.get('model/emb')).toEqual(before.tensors.get('model/emb'));
    expect(after.tensors.get('model/emb')?.slices).toHaveLength(3);
    await Promise.all([before.close(), after.close()]);
  });

  it('writes weights of TensorFlow.js, and reads them', async () => {
    expect(await succeed('convert', V2, '@m.json')).toBe('Wrote @m.json: 25 tensors, 1.63 KiB\n');
    expect(readdirSync(folder)).toEqual(['m-00001.bin', 'm.json']);
    const { output } = await run(['diff', V2, '@m.json']);
    expect(output).toContain('Other shape or type (1)\n');
    expect(output).toMatch(/^global_step +int64 \(\) +int32 \(\)$/m);
    expect(output).not.toContain('Other values');
  });

  it('casts by kind and by name', async () => {
    await succeed('convert', V2, '@h.safetensors', '--dtype', 'float16', '--dtype', 'beta=float64', '--dtype', 'global=int32');
    const reader = await openSafetensors(`${folder}h.safetensors`);
    expect(['model/w', 'beta1_power', 'global_step'].map((name) => reader.tensors.get(name)?.dtype)).toEqual(['float16', 'float64', 'int32']);
    await reader.close();
  });

  it('stores float16 for TensorFlow.js as it is', async () => {
    await given('a.safetensors', tensor('x', [3], float32(1, 65504, -0.5)));
    await succeed('convert', '@a.safetensors', '@h.json', '--dtype', 'float16');
    expect(readFileSync(`${folder}h-00001.bin`)).toHaveLength(6);
    await succeed('convert', '@h.json', '@b.safetensors');
    expect(await valuesOf('b.safetensors', 'x')).toEqual([1, 65504, -0.5]);
  });

  it('reads quantized weights as TensorFlow.js does', async () => {
    const weights = [
      { name: 'f', shape: [3], dtype: 'float32', quantization: { dtype: 'uint8', scale: 0.1, min: -1 } },
      { name: 'i', shape: [2], dtype: 'int32', quantization: { dtype: 'uint16', scale: 1.5, min: 0 } },
      { name: 's', shape: [2], dtype: 'string' },
      { name: 'w', shape: [2, 2], dtype: 'float32' },
    ];
    const data = Buffer.concat([Uint8Array.of(0, 10, 255, 1, 0, 3, 0, 1, 0, 0, 0, 65, 0, 0, 0, 0), float32(1, 2, 3, 4)]);
    writeFileSync(`${folder}model.json`, JSON.stringify({ weightsManifest: [{ paths: ['a.bin', 'b.bin'], weights }] }));
    writeFileSync(`${folder}a.bin`, data.subarray(0, 5));
    writeFileSync(`${folder}b.bin`, data.subarray(5));
    await succeed('convert', '@model.json', '@a.safetensors', '--exclude', 's', '--dtype', 'i=float32');
    expect(await valuesOf('a.safetensors', 'f')).toEqual([...Float32Array.of(-1, 0, 24.5)]);
    expect(await valuesOf('a.safetensors', 'i')).toEqual([2, 5]);
    await succeed('convert', '@model.json', '@all.ckpt');
    const reader = await openTensorBundle(`${folder}all.ckpt`);
    expect(await reader.read({ name: 's' })).toEqual([Uint8Array.of(65), new Uint8Array(0)]);
    await reader.close();
    await succeed('slice', '@model.json', '@s.safetensors', '--block', 'w=:,1');
    expect(await valuesOf('s.safetensors', 'w')).toEqual([2, 4]);
    writeFileSync(`${folder}b.bin`, data.subarray(5, 20));
    expect(await run(['inspect', '@model.json'])).toMatchObject({ exitCode: 1, errors: expect.stringContaining('end before w does') as string });
  });

  it('names the tensor and the value that does not fit, and writes nothing', async () => {
    await given('a.safetensors', tensor('x', [2], float32(1, 1e6)));
    const { exitCode, errors } = await run(['convert', '@a.safetensors', '@b.safetensors', '--dtype', 'float16']);
    expect(exitCode).toBe(1);
    expect(lines(errors)).toEqual([
      'error: A value of tensor x does not fit into float16.',
      '  expected: a value that float16 can hold',
      '  found: 1000000 (float32), element 1',
    ]);
    expect(readdirSync(folder)).toEqual(['a.safetensors']);
  });

  it.each([
    [['@b.safetensors', '-i', 'nothing'], 'No tensor is left.'],
    [['@b.safetensors', '--dtype', 'int32'], 'There is no tensor of its kind to cast to int32.'],
    [['@b.safetensors', '--dtype', 'float16', '--dtype', 'nothing=float64'], 'There is no tensor with a match of nothing to cast to float64.'],
    [['https://host.example/b.ckpt'], 'An address can be read, but not written.'],
    [['@b.h5'], 'The name of the output is that of a format that is not written.'],
    [['@b.ckpt.index'], 'The name of the output is that of a format that is not written.'],
  ])('refuses to do nothing, or what was not meant: %j', async (options, message) => {
    await given('a.safetensors', tensor('x', [1], float32(1)));
    const { exitCode, errors } = await run(['convert', '@a.safetensors', ...options]);
    expect(exitCode).toBe(1);
    expect(errors).toContain(message);
    expect(readdirSync(folder)).toEqual(['a.safetensors']);
  });

  it('writes under any name when the format is given', async () => {
    await given('a.safetensors', tensor('x', [1], float32(1)));
    await succeed('convert', '@a.safetensors', '@b.bin', '--to', 'safetensors');
    expect((await run(['diff', '@a.safetensors', '@b.bin'])).exitCode).toBe(0);
  });

  it('names the tensor that a format cannot hold', async () => {
    writeFileSync(`${folder}model.json`, JSON.stringify([{ paths: ['a.bin'], weights: [{ name: 's', shape: [1], dtype: 'string' }] }]));
    writeFileSync(`${folder}a.bin`, Uint8Array.of(0, 0, 0, 0));
    const { exitCode, errors } = await run(['convert', '@model.json', '@a.safetensors']);
    expect(exitCode).toBe(1);
    expect(errors).toContain('Tensor s has the dtype string, which safetensors files do not have.');
  });

  it('refuses to replace an output, unless it is forced, and an input always', async () => {
    await succeed('convert', V2, '@a.safetensors');
    const before = createHash('sha256').update(readFileSync(`${folder}a.safetensors`)).digest('hex');
    expect(await run(['convert', V1, '@a.safetensors'])).toMatchObject({ exitCode: 1, errors: expect.stringContaining('--force replaces it') as string });
    expect(await run(['convert', '@a.safetensors', '@./a.safetensors', '-f'])).toMatchObject({
      exitCode: 1,
      errors: expect.stringContaining('would take the place of an input') as string,
    });
    expect(createHash('sha256').update(readFileSync(`${folder}a.safetensors`)).digest('hex')).toBe(before);
    await succeed('convert', '@a.safetensors', '@a.ckpt');
    for (const input of ['@a.ckpt', '@a.ckpt.index']) {
      expect((await run(['convert', input, '@a.ckpt', '-f'])).errors).toContain('would take the place of an input');
    }
    await succeed('convert', V1, '@a.ckpt', '--force');
    expect((await run(['diff', V1, '@a.ckpt'])).exitCode).toBe(0);
  });
});

describe('varscope rename', () => {
  it('shows old and new names', async () => {
    expect(lines(await succeed('rename', V2, '--dry-run', '--rule', '^model/(w|b)$=>net/$1', '--rule', 'net/w=>net/kernel'))).toEqual([
      'Old      New',
      'model/b  net/b',
      'model/w  net/kernel',
      '',
      '2 renamed, 23 as before.',
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('writes the same values under the new names, with rules of a file', async () => {
    writeFileSync(`${folder}rules.json`, JSON.stringify({ '^model/': 'net/' }));
    await succeed('rename', V2, '@a.ckpt', '--rules', '@rules.json');
    await succeed('rename', '@a.ckpt', '@b.ckpt', '--rule', '^net/=>model/');
    expect((await run(['diff', V2, '@b.ckpt'])).exitCode).toBe(0);
    expect((await run(['diff', V2, '@a.ckpt'])).exitCode).toBe(1);
  });

  it.each([
    [['--rule', '.*beta._=>x_'], 'give two tensors the name x_power'],
    [['--rule', '^global_step$=>'], 'leave nothing of the name global_step'],
    [['--rules', '@none.json'], 'ENOENT'],
  ])('refuses %j', async (rules, message) => {
    const { exitCode, errors } = await run(['rename', V2, '@a.ckpt', ...rules]);
    expect(exitCode).toBe(1);
    expect(errors).toContain(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([['{'], ['5'], ['[["a"]]'], ['{"(":"a"}'], ['{"a":5}']])('refuses %s as rules', async (text) => {
    writeFileSync(`${folder}rules.json`, text);
    const { exitCode, errors } = await run(['rename', V2, '--dry-run', '--rules', '@rules.json']);
    expect(exitCode).toBe(1);
    expect(errors).toContain('The file of rules');
  });
});

describe('varscope average', () => {
  it('gives the mean, rounded once, and the step of the last file', async () => {
    const step = (value: bigint): TensorToWrite => tensor('step', [], new Uint8Array(BigInt64Array.of(value).buffer), 'int64');
    await given('a.safetensors', tensor('x', [3], float32(1, 2 ** 24, 3)), step(1n));
    await given('b.safetensors', tensor('x', [3], float32(2, 2, -3)), step(2n));
    await given('c.safetensors', tensor('x', [3], float32(6, 1, 0)), step(3n));
    expect(await succeed('average', '@a.safetensors', '@b.safetensors', '@c.safetensors', '-o', '@m.safetensors')).toBe(
      'Wrote @m.safetensors: 2 tensors, 20 B\nTaken from @c.safetensors, as they have no mean: step\n',
    );
    expect(await valuesOf('m.safetensors', 'x')).toEqual([3, Math.fround((2 ** 24 + 3) / 3), 0]);
    expect((await run(['diff', '@m.safetensors', '@c.safetensors', '-i', 'step'])).exitCode).toBe(0);
  });

  it('averages partitioned variables', async () => {
    await succeed('average', V2, V2, '-o', '@m.ckpt');
    expect((await run(['diff', V2, '@m.ckpt'])).exitCode).toBe(0);
  });

  it.each([
    ['another name', tensor('y', [1], float32(1)), 'Tensor x is not in all files.'],
    ['another shape', tensor('x', [2], float32(1, 2)), 'Tensor x is not the same in all files.'],
    ['another dtype', tensor('x', [1], float32(1), 'int32'), 'Tensor x is not the same in all files.'],
  ])('refuses %s', async (_, other, message) => {
    await given('a.safetensors', tensor('x', [1], float32(1)));
    await given('b.safetensors', other);
    const { exitCode, errors } = await run(['average', '@a.safetensors', '@b.safetensors', '-o', '@m.safetensors']);
    expect(exitCode).toBe(1);
    expect(errors).toContain(message);
  });
});

describe('varscope slice', () => {
  it('takes blocks, which need not be whole rows', async () => {
    await given('a.safetensors', tensor('x', [3, 4], float32(...Array.from({ length: 12 }, (_, i) => i))), tensor('y', [1], float32(1)));
    for (const [ranges, expected] of [['1', [4, 5, 6, 7]], [':,-1', [3, 7, 11]], ['-2:,1:3', [5, 6, 9, 10]], [':1,:', [0, 1, 2, 3]]] as const) {
      await succeed('slice', '@a.safetensors', '@s.safetensors', '--force', '--block', `x=${ranges}`);
      expect(await valuesOf('s.safetensors', 'x')).toEqual(expected);
      expect(await succeed('inspect', '@s.safetensors')).toContain('1 tensor ');
    }
  });

  it('takes some tensors', async () => {
    expect(await succeed('slice', V2, '@s.ckpt', '-i', '^model/', '-x', '/.*/')).toBe('Wrote @s.ckpt: 4 tensors, 332 B\n');
    expect((await run(['diff', V2, '@s.ckpt', '-i', '^model/', '-x', '/.*/'])).exitCode).toBe(0);
  });

  it.each([
    [['-b', 'x=3'], 'is not inside of it'],
    [['-b', 'x=2:2'], 'is not inside of it'],
    [['-b', 'x=:,:,:'], 'is not inside of it'],
    [['-b', 'z=0'], 'There is no tensor z'],
    [['-i', 'nothing'], 'No tensor is left'],
  ])('refuses %j', async (options, message) => {
    await given('a.safetensors', tensor('x', [2, 1], float32(1, 2)));
    const { exitCode, errors } = await run(['slice', '@a.safetensors', '@s.safetensors', ...options]);
    expect(exitCode).toBe(1);
    expect(errors).toContain(message);
  });
});

describe('varscope', () => {
  it.each([[[]], [['nothing']], [['convert', 'a']], [['inspect', V2, '--depth', 'x']], [['inspect', V2, '-i', '(']], [['diff', 'a', 'b', '--tolerance', '-1']],
    [['rename', V2]], [['rename', V2, '@a', '--dry-run']], [['rename', V2, '@a']], [['slice', V2, '@a', '-b', 'x']], [['slice', V2, '@a', '-b', 'x=1:2:3']],
    [['convert', V2, '@a', '--to', 'h5']], [['convert', V2, '@a', '--dtype', 'uint9']], [['rename', V2, '@a', '-r', '(=>a']], [['average', V2]]])('exits with 2 for %j', async (args) => {
    const { exitCode, output, errors } = await run(args);
    expect(exitCode).toBe(2);
    expect(output).toBe('');
    expect(errors).not.toBe('');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    [['inspect', '@none.ckpt'], 'Failed to find any matching files'],
    [['inspect', '@none.safetensors'], 'No such file'],
    [['inspect', '@'], 'is a folder, and has no file `checkpoint`'],
    [['inspect', fileURLToPath(import.meta.url)], 'It is no TensorFlow checkpoint'],
  ])('exits with 1 for %j, without a stack', async (args, message) => {
    const { exitCode, errors } = await run(args);
    expect(exitCode).toBe(1);
    expect(errors).toMatch(/^error: /);
    expect(errors).toContain(message);
    expect(errors).not.toMatch(/^ +at /m);
  });

  it.each(['inspect', 'diff', 'convert', 'rename', 'average', 'slice', 'types'])('has help for %s with examples, no line of it too long', async (command) => {
    const help = lines(await succeed(command, '--help'));
    const examples = help.indexOf('Examples:');
    expect(help.slice(examples + 1).every((line) => line.startsWith(`  $ varscope ${command} `))).toBe(true);
    expect(help.slice(0, examples).filter((line) => line.length > 80)).toEqual([]);
  });

  it('lists the commands', async () => {
    const help = await succeed('--help');
    expect(help).toMatch(/inspect[^]*diff[^]*convert[^]*rename[^]*average[^]*slice[^]*types[^]*Exit status/);
  });
});
