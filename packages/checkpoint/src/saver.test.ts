import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import '@tensorflow/tfjs-backend-cpu';
import { complex, memory } from '@tensorflow/tfjs-core';
import { memoryFiles, readFile, writeFile } from '@varscope/files';
import { writeSafetensors } from '@varscope/safetensors';
import type { DType, FileSystem } from '@varscope/spec';
import {
  DataLossError,
  FailedPreconditionError,
  InvalidArgumentError,
  TensorNotFoundError,
  UnimplementedError,
  VariableDisposedError,
} from '@varscope/spec/errors';
import { Graph, Variable, type InitialValueLike } from '@varscope/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatLoadReport } from './format-load-report.js';
import { isLoadError, type LoadError } from './load-error.js';
import { loadCheckpoint } from './load-checkpoint.js';
import { Saver, type RestoreOptions } from './saver.js';

let graph: Graph;
let files: FileSystem;
beforeEach(() => {
  graph = new Graph();
  files = memoryFiles();
});
afterEach(() => graph.dispose());

const make = (name: string, value: InitialValueLike, dtype?: DType): Variable =>
  graph.run(() => new Variable(value, { name, ...(dtype && { dtype }) }));
const make0 = (name: string, shape: readonly number[], dtype: DType = 'float32'): Variable =>
  new Graph({ initialization: 'deferred' }).run(() => new Variable(neverRun, { name, shape, dtype }));
const bytesOf = (values: ArrayBufferView): Uint8Array => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

function neverRun(): never {
  throw new Error('An initializer has run.');
}

async function failure(work: Promise<unknown>): Promise<LoadError> {
  try {
    await work;
  } catch (error) {
    if (isLoadError(error)) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

describe('save', () => {
  it('writes every dtype so that it is read again', async () => {
    const values: readonly [DType, readonly number[]][] = [
      ['float16', [1.5, -65504]], ['bfloat16', [1.5, -256]], ['float32', [1.1, -0]], ['float64', [0.5, 3e38]],
      ['int8', [-128, 127]], ['int16', [-32768, 32767]], ['int32', [-(2 ** 31), 2 ** 31 - 1]], ['int64', [-(2 ** 31), 2 ** 31 - 1]],
      ['uint8', [0, 255]], ['uint16', [0, 65535]], ['uint32', [0, 2 ** 31 - 1]], ['uint64', [0, 2 ** 31 - 1]],
    ];
    const variables = values.map(([dtype, value]) => make(dtype, [...value], dtype));
    variables.push(make('bool', [true, false]), make('string', ['é', '']));
    const pair = complex([1, 2], [3, 4]);
    variables.push(make('complex64', pair), make('complex128', pair, 'complex128'));
    pair.dispose();
    await new Saver(variables, { files }).save('m');
    await using reader = await loadCheckpoint('m', { files });
    for (const variable of variables) {
      const name = variable.op.name;
      expect(reader.getVariableToDtypeMap().get(name)).toBe(variable.declaredDtype);
      const again = make0(name, [2], variable.declaredDtype);
      await new Saver([again], { files }).restore('m');
      expect(again.dataSync(), name).toEqual(variable.dataSync());
      again.dispose();
    }
    expect([...(await reader.getValues('float16')) as Float32Array]).toEqual([1.5, -65504]);
    expect([...(await reader.getValues('int64')) as BigInt64Array]).toEqual([-(2n ** 31n), 2n ** 31n - 1n]);
    expect((await reader.getValues('string'))[0]).toEqual(new TextEncoder().encode('é'));
  });

  it('writes the values of the moment of the call, whatever becomes of the variables', async () => {
    const [a, b] = [make('a', [1, 2]), make('b', [3, 4])];
    const before = memory().numTensors;
    const saving = new Saver([a, b], { files }).save('m');
    a.assign([10, 20]);
    b.dispose();
    await saving;
    expect(memory().numTensors).toBe(before - 1);
    const [a0, b0] = [make0('a', [2]), make0('b', [2])];
    await new Saver([a0, b0], { files }).restore('m');
    expect([...a0.dataSync(), ...b0.dataSync()]).toEqual([1, 2, 3, 4]);
    a0.dispose();
    b0.dispose();
  });

  it('leaves no tensor and no file when it fails', async () => {
    const [a, b] = [make('a', [1, 2]), make0('b', [2])];
    const before = memory().numTensors;
    await expect(new Saver([a, b], { files }).save('m')).rejects.toSatisfy(FailedPreconditionError.isInstance);
    expect(memory().numTensors).toBe(before);
    const full: FileSystem = {
      ...files,
      create: async (path) => ({ ...(await files.create(path)), write: () => Promise.reject(new Error('The disk is full.')) }),
    };
    await expect(new Saver([a], { files: full }).save('m')).rejects.toThrow('The disk is full.');
    expect(memory().numTensors).toBe(before);
    expect(await files.list('')).toEqual([]);
    await new Saver([a], { files }).save('m');
    expect((await files.list('')).length).toBe(3);
    b.dispose();
  });

  it('makes the folder that it saves into, but not the folders of that, unless it is told to', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'varscope-'));
    try {
      const saver = new Saver([make('a', 1)]);
      const far = `${folder}/no/such/m`;
      await expect(saver.save(far)).rejects.toThrow(`Parent directory of ${far} doesn't exist, can't save.`);
      expect(await saver.save(`${folder}/run/m`)).toBe(`${folder}/run/m`);
      expect(await saver.save(far, { makeFolder: true })).toBe(far);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('saves to addresses of files, and readers take them as text or URL, of the checkpoint or its folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'varscope-'));
    try {
      const url = pathToFileURL(folder);
      expect(await new Saver([make('a', 1)]).save(`${url.href}/m`)).toBe(`${url.href}/m`);
      for (const place of [url, url.href, new URL(`${url.href}/m`), `${folder}/m`]) {
        const reader = await loadCheckpoint(place);
        expect(reader.hasTensor('a')).toBe(true);
        await reader.close();
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('says that addresses are not written to, and not that a folder is missing', async () => {
    const saving = new Saver([make('a', 1)]).save('https://example.test/run/m');
    await expect(saving).rejects.toSatisfy(UnimplementedError.isInstance);
    await expect(saving).rejects.toThrow("File system scheme 'https' not implemented");
  });

  it('takes a whole number or the value of a scalar for the step', async () => {
    const saver = new Saver([make('a', 1)], { files });
    const save = (globalStep: number | bigint | Variable): Promise<string | null> => saver.save('m', { globalStep });
    expect(await save(7n)).toBe('m-7');
    expect(await save(make('step', 8, 'int64'))).toBe('m-8');
    expect(await save(make('float', 9.75))).toBe('m-9');
    for (const wrong of [2.5, NaN, make('list', [1]), make('none', NaN)]) {
      await expect(save(wrong)).rejects.toSatisfy(InvalidArgumentError.isInstance);
    }
    expect(saver.lastCheckpoints).toEqual(['m-7', 'm-8', 'm-9']);
  });

  it('refuses to keep a part of a checkpoint', () => {
    const variable = make('w', [1]);
    for (const maxToKeep of [2.5, NaN]) {
      expect(() => new Saver([variable], { files, maxToKeep })).toThrow(`not ${maxToKeep}`);
    }
  });

  it('refuses what is no list of variables', () => {
    const alone = make('a', 1);
    for (const [list, name] of [[alone, 'a'], ['b', 'b'], [5, '5']] as const) {
      expect(() => new Saver(list as never, { files })).toThrow(`Variables to save should be passed in a dict or a list. Got ${name}`);
    }
  });

  it('gives the variables of each device a data file', async () => {
    const variables = graph.run(() => ['/job:ps/task:1', '/job:ps/task:0', '/job:ps/task:1'].map((device, index) => {
      const variable = new Variable([index], { name: `v${index}` });
      return Object.defineProperty(variable, 'device', { value: device });
    }));
    await new Saver(variables, { files, sharded: true }).save('m');
    expect(await files.list('')).toEqual(['checkpoint', 'm.data-00000-of-00002', 'm.data-00001-of-00002', 'm.index']);
    expect((await readFile(files, 'm.data-00001-of-00002')).length).toBe(8);
    for (const variable of variables) variable.assign([-1]);
    await new Saver(variables, { files }).restore('m');
    expect(variables.map((variable) => variable.dataSync()[0])).toEqual([0, 1, 2]);
  });
});

describe('restore', () => {
  /** A checkpoint of a float32 `w` [2, 3], `scope/b` [2] and int64 `step`. */
  async function saved(): Promise<void> {
    const variables = [make('w', [[1, 2, 3], [4, 5, 6]]), make('scope/b', [7, 8]), make('step', 9, 'int64')];
    await new Saver(variables, { files }).save('m');
    for (const variable of variables) variable.dispose();
  }
  const restore = async (variables: readonly Variable[], options?: RestoreOptions): ReturnType<Saver['restore']> => {
    try {
      return await new Saver(variables, { files }).restore('m', options);
    } finally {
      for (const { graph: own } of variables) if (own !== graph) own.dispose();
    }
  };

  it('initializes variables without running their initializers, and leaves no other tensor', async () => {
    await saved();
    const before = memory();
    const variable = make0('w', [2, 3]);
    await new Saver([variable], { files }).restore('m');
    expect([...variable.dataSync()]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(memory().numDataBuffers).toBe(before.numDataBuffers + 1);
    variable.dispose();
    expect(memory().numTensors).toBe(before.numTensors);
  });

  it('changes nothing when anything is missing or does not fit, and tells all of it', async () => {
    await saved();
    const variables = [make('w', [[0, 0, 0], [0, 0, 0]]), make('scope/b', [0, 0, 0]), make('step', 0, 'int32'), make('scope/c', [0, 0])];
    const before = memory().numTensors;
    const error = await failure(restore(variables));
    expect(TensorNotFoundError.isInstance(error)).toBe(true);
    expect(error.tensorflowError).toBe('NotFoundError');
    expect(variables.map((variable) => [...variable.dataSync()].every((value) => value === 0))).toEqual([true, true, true, true]);
    expect(memory().numTensors).toBe(before);
    expect(error.report).toEqual({
      path: 'm',
      restored: [{ variable: 'w', tensor: 'w' }],
      missing: [{ variable: 'scope/c', tensor: 'scope/c', parts: 1, nearest: ['scope/b'] }],
      wrongShape: [{ variable: 'scope/b', tensor: 'scope/b', expected: '[3]', found: '[2]' }],
      wrongDtype: [{ variable: 'step', tensor: 'step', expected: 'int32', found: 'int64' }],
      unexpected: [],
      suggestedMap: new Map(),
    });
    expect(error.message).toContain(formatLoadReport(error.report));
  });

  it('restores what fits, and tells the rest, when it is not strict', async () => {
    await saved();
    const variables = [make('w', [[0, 0, 0], [0, 0, 0]]), make('other', [1, 2])];
    const report = await restore(variables, { strict: false });
    expect([...(variables[0] as Variable).dataSync()]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...(variables[1] as Variable).dataSync()]).toEqual([1, 2]);
    expect(formatLoadReport(report)).toBe(
      [
        'm: 1 restored, 1 missing, 0 of another shape, 0 of another dtype, 2 not asked for',
        '  missing:',
        '    other',
        '  not asked for:',
        '    scope/b',
        '    step',
      ].join('\n'),
    );
  });

  it('suggests a map of scopes where it finds all variables of one, else of names', async () => {
    await saved();
    const scope = await failure(restore([make0('model/w', [2, 3]), make0('model/scope/b', [2]), make0('model/step', [], 'int64')]));
    expect(scope.report.suggestedMap).toEqual(new Map([['/', 'model/']]));
    const inner = await failure(restore([make0('w', [2, 3]), make0('other/b', [2])]));
    expect(inner.report.suggestedMap).toEqual(new Map([['scope/', 'other/']]));
    const names = await failure(restore([make0('model/w', [2, 3]), make0('model/unknown', [5])]));
    expect(names.report.suggestedMap).toEqual(new Map([['w', 'model/w']]));
    const near = await failure(restore([make0('scope/bb', [2])]));
    expect(near.report.suggestedMap).toEqual(new Map([['scope/b', 'scope/bb']]));
    expect(near.message).toContain("'scope/b' → 'scope/bb'");
  });

  it('takes other dtypes when it is asked to, and refuses what does not fit', async () => {
    const contents: readonly [string, DType, ArrayBufferView][] = [
      ['half', 'float16', Uint16Array.of(0x3e00, 0xfbff)], ['brain', 'bfloat16', Uint16Array.of(0x3fc0, 0xff7f)],
      ['double', 'float64', Float64Array.of(1.1, 1e300)], ['wide', 'float64', Float64Array.of(1.1, -2)],
      ['long', 'int64', BigInt64Array.of(5n, -7n)], ['longer', 'int64', BigInt64Array.of(2n ** 31n, 0n)],
      ['short', 'int16', Int16Array.of(300, -5)],
      ['beyond', 'int64', BigInt64Array.of(2n ** 60n + 2n ** 36n + 1n, -(2n ** 60n + 2n ** 36n + 1n))],
      ['most', 'uint64', BigUint64Array.of(2n ** 60n + 2n ** 36n, 2n ** 63n + 2n ** 39n + 1n)],
    ];
    const tensors = contents.map(([name, dtype, values]) => ({ name, dtype, shape: [2], data: bytesOf(values) }));
    await writeSafetensors({ files, path: 'm.safetensors' }, tensors);
    const into = async (name: string, dtype: DType, dtypeCast: 'none' | 'lossless' | 'any'): Promise<number[] | string> => {
      const variable = make0(name, [2], dtype);
      try {
        await new Saver([variable], { files }).restore('m.safetensors', { dtypeCast });
        return [...variable.dataSync()];
      } catch (error) {
        return (error as Error).name;
      } finally {
        variable.dispose();
      }
    };
    expect(await into('half', 'float16', 'none')).toEqual([1.5, -65504]);
    expect(await into('brain', 'bfloat16', 'none')).toEqual([1.5, -3.3895313892515355e38]);
    expect(await into('half', 'float32', 'none')).toBe('InvalidArgumentError');
    expect(await into('half', 'float32', 'lossless')).toEqual([1.5, -65504]);
    expect(await into('brain', 'float16', 'lossless')).toBe('InvalidArgumentError');
    expect(await into('wide', 'float32', 'lossless')).toBe('InvalidArgumentError');
    expect(await into('wide', 'float32', 'any')).toEqual([Math.fround(1.1), -2]);
    expect(await into('wide', 'float16', 'any')).toEqual([1.099609375, -2]);
    expect(await into('double', 'float64', 'none')).toBe('ValueRangeError');
    expect(await into('long', 'int32', 'lossless')).toBe('InvalidArgumentError');
    expect(await into('long', 'int32', 'any')).toEqual([5, -7]);
    expect(await into('long', 'uint8', 'any')).toBe('ValueRangeError');
    expect(await into('longer', 'int64', 'none')).toBe('ValueRangeError');
    expect(await into('short', 'float32', 'lossless')).toEqual([300, -5]);
    expect(await into('short', 'uint16', 'any')).toBe('ValueRangeError');
    expect(await into('wide', 'int32', 'any')).toBe('InvalidArgumentError');
    // As `tf.cast` rounds them: through a float64 the odd ones would become ties.
    expect(await into('beyond', 'float32', 'any')).toEqual([2 ** 60 + 2 ** 37, -(2 ** 60 + 2 ** 37)]);
    expect(await into('most', 'float32', 'any')).toEqual([2 ** 60, 2 ** 63 + 2 ** 40]);
  });

  it('keeps each variable at its old or its new value when the data are damaged', async () => {
    await saved();
    const data = await readFile(files, 'm.data-00000-of-00001');
    data[0]! ^= 1; // of `scope/b`, the first by name
    await writeFile(files, 'm.data-00000-of-00001', data);
    const variables = [make('w', [[0, 0, 0], [0, 0, 0]]), make('scope/b', [0, 0])];
    const before = memory().numTensors;
    const error = await new Saver(variables, { files, restoreSequentially: true }).restore('m').catch((found: unknown) => found);
    expect(DataLossError.isInstance(error)).toBe(true);
    expect((error as DataLossError).details.variable).toBe('scope/b');
    expect(variables.map((variable) => [...variable.dataSync()])).toEqual([[0, 0, 0, 0, 0, 0], [0, 0]]);
    expect(memory().numTensors).toBe(before);
  });

  it('takes the memory of a tensor over, and writes it once', async () => {
    await saved();
    const variable = make0('w', [2, 3]);
    const places: ArrayBufferLike[] = [];
    const watched: FileSystem = {
      ...files,
      open: async (path) => {
        const file = await files.open(path);
        const note = (into: Uint8Array): void => {
          if (path.includes('data')) places.push(into.buffer);
        };
        return {
          ...file,
          read: (offset, into) => (note(into), file.read(offset, into)),
          readSync: (offset, into) => (note(into), file.readSync?.(offset, into)),
        };
      },
    };
    await new Saver([variable], { files: watched }).restore('m');
    expect(places).toContain(variable.dataSync().buffer);
    variable.dispose();
  });

  it('takes any shape of as many elements when it reshapes, and open dimensions otherwise', async () => {
    await saved();
    const flat = make0('w', [6]);
    await new Saver([flat], { files, reshape: true }).restore('m');
    expect(flat.shape).toEqual([6]);
    flat.graph.dispose();
    const open = new Graph().run(() => new Variable([[0, 0, 0]], { name: 'w', shape: [null, 3] }));
    await new Saver([open], { files }).restore('m');
    expect(open.shape).toEqual([2, 3]);
    open.graph.dispose();
  });

  it('ends with the reason of a signal, and refuses variables that were disposed', async () => {
    await saved();
    const variable = make('w', [[0, 0, 0], [0, 0, 0]]);
    await expect(restore([variable], { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
    variable.dispose();
    await expect(restore([variable])).rejects.toSatisfy(VariableDisposedError.isInstance);
    expect(() => new Saver({ a: [] as never }, { files })).toThrow(InvalidArgumentError);
  });
});

it('does nothing without variables when that is allowed', async () => {
  const saver = new Saver([], { files, allowEmpty: true });
  expect(await saver.save('m')).toBeNull();
  expect(await files.list('')).toEqual([]);
});
