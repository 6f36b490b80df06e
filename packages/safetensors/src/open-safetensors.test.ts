import { readFileSync } from 'node:fs';
import { memoryFiles } from '@varscope/files';
import type { FileSystem } from '@varscope/spec/file-system';
import { DataLossError, FailedPreconditionError, FileNotFoundError, InvalidArgumentError, TensorNotFoundError, UnimplementedError } from '@varscope/spec/errors';
import { describe, expect, it } from 'vitest';
import { openSafetensors } from './open-safetensors.js';
import { writeSafetensors } from './write-safetensors.js';

interface Verdict {
  readonly what: string;
  /** In base64. */
  readonly file: string;
  /** What the reference implementation says; `null` where it takes the file. */
  readonly error: string | null;
}

const testdata = new URL('../testdata/', import.meta.url);
// Recorded with safetensors 0.8.0 by testdata/record_verdicts.py.
const verdicts = JSON.parse(readFileSync(new URL('verdicts.json', testdata), 'utf8')) as readonly Verdict[];
const reference = new Uint8Array(readFileSync(new URL('reference.safetensors', testdata)));

/** What its specification forbids, or nobody writes, and the reference implementation lets pass. */
const REFUSED_HERE = [
  'a space before the header',
  'a duplicate tensor',
  'a duplicate tensor, once escaped',
  'a duplicate of what is not read',
  'a tensor that is a list',
  'metadata that is null',
  'metadata with a duplicate key',
];

/** A file with these bytes behind the header. */
function fileOf(header: string, data: Uint8Array | number = 0): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = typeof data === 'number' ? new Uint8Array(data) : data;
  const file = new Uint8Array(8 + text.length + bytes.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  file.set(bytes, 8 + text.length);
  return file;
}

/** Files that keep a list of what is read. */
function watched(files: FileSystem): { files: FileSystem; reads: (readonly [offset: number, length: number])[]; open: () => number } {
  const reads: (readonly [number, number])[] = [];
  let open = 0;
  return {
    reads,
    open: () => open,
    files: {
      ...files,
      open: async (path) => {
        const file = await files.open(path);
        open++;
        return {
          path,
          size: file.size,
          read: async (offset, into) => {
            reads.push([offset, into.length]);
            await file.read(offset, into);
          },
          close: async () => {
            open--;
            await file.close();
          },
        };
      },
    },
  };
}

/** A [6, 5, 4] tensor of uint16, each element its place. */
const cube = new Uint8Array(Uint16Array.from({ length: 120 }, (_, i) => i).buffer);
const cubeFile = fileOf('{"cube":{"dtype":"U16","shape":[6,5,4],"data_offsets":[0,240]}}', cube);
const elements = (bytes: unknown): number[] => Array.from(new Uint16Array((bytes as Uint8Array).slice().buffer));

describe('openSafetensors', () => {
  it.each(verdicts)('gives the verdict of the reference implementation on $what', async ({ what, file, error }) => {
    const opening = openSafetensors(new Uint8Array(Buffer.from(file, 'base64')));
    if (error === null && !REFUSED_HERE.includes(what)) await expect(opening).resolves.toMatchObject({ format: 'safetensors' });
    else await expect(opening).rejects.toSatisfy(DataLossError.isInstance);
  });

  it('lists what the reference implementation wrote, in the order of the file', async () => {
    const reader = await openSafetensors(reference);
    expect([...reader.metadata]).toEqual([['format', 'a "test"\n\u001f']]);
    expect(Array.from(reader.tensors.values(), ({ name, dtype, shape }) => [name, dtype, shape])).toEqual([
      ['u64', 'uint64', [1]],
      ['i64', 'int64', [1]],
      ['f64', 'float64', [1]],
      ['c64', 'complex64', [1]],
      ['f32/a', 'float32', [0, 3]],
      ['f32/b', 'float32', []],
      ['\uffff', 'float32', [1]],
      ['😀', 'float32', [2]],
      ['u32', 'uint32', [2]],
      ['i32', 'int32', [2, 3]],
      ['f16', 'float16', [2]],
      ['u16', 'uint16', [3]],
      ['i16', 'int16', [3]],
      ['i8', 'int8', [3]],
      ['quote"\\\n', 'uint8', [1]],
      ['u8', 'uint8', [3]],
      ['é/bool', 'bool', [2, 1]],
    ]);
    expect(await reader.read({ name: 'i16' })).toEqual(new Uint8Array(Int16Array.of(-1, 0, 1).buffer));
    expect(await reader.read({ name: 'f32/b' })).toEqual(new Uint8Array(Float32Array.of(0.5).buffer));
    expect(await reader.read({ name: 'f32/a' })).toEqual(new Uint8Array(0));
  });

  it('reads the header when it is opened, and of a tensor its own bytes', async () => {
    const { files, reads } = watched(memoryFiles({ m: cubeFile }));
    const reader = await openSafetensors({ files, path: 'm' });
    const header = cubeFile.length - 240;
    expect(reads).toEqual([[0, 8], [8, header - 8]]);
    expect(elements(await reader.read({ name: 'cube' }))).toEqual(Array.from({ length: 120 }, (_, i) => i));
    expect(elements(await reader.read({ name: 'cube', slice: { offset: [2, 0, 0], shape: [3, 5, 4] } }))[0]).toBe(40);
    expect(reads.slice(2)).toEqual([[header, 240], [header + 80, 120]]);
  });

  it('reads any block', async () => {
    const reader = await openSafetensors(cubeFile);
    for (const offset of [[0, 0, 0], [1, 2, 3], [5, 4, 0], [2, 0, 1]]) {
      for (const shape of [[1, 1, 1], [2, 3, 1], [1, 1, 4], [4, 5, 3], [0, 2, 2], [1, 3, 1]]) {
        if ([6, 5, 4].some((size, axis) => offset[axis]! + shape[axis]! > size)) continue;
        const expected: number[] = [];
        for (let i = 0; i < shape[0]!; i++) {
          for (let j = 0; j < shape[1]!; j++) {
            for (let k = 0; k < shape[2]!; k++) expected.push((offset[0]! + i) * 20 + (offset[1]! + j) * 4 + offset[2]! + k);
          }
        }
        expect(elements(await reader.read({ name: 'cube', slice: { offset, shape } }))).toEqual(expected);
      }
    }
  });

  it('does not read what is far between the rows of a block', async () => {
    const file = fileOf('{"wide":{"dtype":"U8","shape":[3,100000],"data_offsets":[0,300000]}}', 300_000);
    const { files, reads } = watched(memoryFiles({ m: file }));
    const reader = await openSafetensors({ files, path: 'm' });
    await reader.read({ name: 'wide', slice: { offset: [0, 7], shape: [3, 2] } });
    expect(reads.slice(2).map(([, length]) => length)).toEqual([2, 2, 2]);
  });

  it('reads into memory it is given', async () => {
    const reader = await openSafetensors(cubeFile);
    const into = new Uint8Array(8);
    expect(await reader.read({ name: 'cube', slice: { offset: [0, 1, 0], shape: [1, 1, 4] }, into })).toBe(into);
    expect(elements(into)).toEqual([4, 5, 6, 7]);
    await expect(reader.read({ name: 'cube', into })).rejects.toSatisfy(InvalidArgumentError.isInstance);
  });

  it.each([
    { offset: [0, 0], shape: [1, 1] },
    { offset: [0, 0, 0], shape: [7, 1, 1] },
    { offset: [-1, 0, 0], shape: [1, 1, 1] },
    { offset: [0, 4, 0], shape: [1, 2, 1] },
    { offset: [0, 0.5, 0], shape: [1, 1, 1] },
    { offset: [0, 0, 0], shape: [1, 1, NaN] },
  ])('refuses the block $offset $shape', async (slice) => {
    const reader = await openSafetensors(cubeFile);
    await expect(reader.read({ name: 'cube', slice })).rejects.toSatisfy(InvalidArgumentError.isInstance);
  });

  it('reads many in the order of the requests', async () => {
    const reader = await openSafetensors(reference);
    const seen: string[] = [];
    const requests = [...reader.tensors.keys()].reverse().map((name) => ({ name }));
    const all = await reader.readAll(requests, { onTensor: ({ name }) => seen.push(name) });
    expect(all).toEqual(await Promise.all(requests.map((request) => reader.read(request))));
    expect(seen.sort()).toEqual([...reader.tensors.keys()].sort());
  });

  it('ends with the first failure, or with a signal', async () => {
    const reader = await openSafetensors(reference);
    await expect(reader.readAll([{ name: 'u8' }, { name: 'u9' }])).rejects.toSatisfy(TensorNotFoundError.isInstance);
    const reason = new Error('enough');
    await expect(reader.readAll([{ name: 'u8' }], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it('names the nearest tensors when there is none of that name', async () => {
    const reader = await openSafetensors(reference);
    await expect(reader.read({ name: 'f32/c' })).rejects.toThrow(/Tensor f32\/c not found in model.safetensors\n.*\n.*f32\/a, f32\/b/);
  });

  it('reads nothing after it is closed', async () => {
    const { files, open } = watched(memoryFiles({ m: cubeFile }));
    const reader = await openSafetensors({ files, path: 'm' });
    expect(open()).toBe(1);
    await reader.close();
    await reader.close();
    expect(open()).toBe(0);
    await expect(reader.read({ name: 'cube' })).rejects.toSatisfy(FailedPreconditionError.isInstance);
  });

  it('closes a file that it refuses', async () => {
    const { files, open } = watched(memoryFiles({ m: new Uint8Array(20) }));
    await expect(openSafetensors({ files, path: 'm' })).rejects.toSatisfy(DataLossError.isInstance);
    expect(open()).toBe(0);
  });

  it('names the file, the tensor and the place at fault', async () => {
    await expect(openSafetensors(fileOf('{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}', 12))).rejects.toMatchObject({
      details: { file: 'model.safetensors', variable: 'a', expected: '0', found: '4' },
    });
    await expect(openSafetensors(fileOf('{"é":tru}'))).rejects.toMatchObject({ details: { offset: 8 + 6 } });
    const files = memoryFiles();
    await expect(openSafetensors({ files, path: 'none.safetensors' })).rejects.toSatisfy(FileNotFoundError.isInstance);
  });

  it('says which dtypes TensorFlow does not have', async () => {
    const opening = openSafetensors(fileOf('{"a":{"dtype":"F4","shape":[2],"data_offsets":[0,1]}}', 1));
    await expect(opening).rejects.toSatisfy(UnimplementedError.isInstance);
    await expect(opening).rejects.toThrow('Tensor a has the dtype F4');
  });

  it('reads a file on the disk by its address', async () => {
    const reader = await openSafetensors(new URL('reference.safetensors', testdata));
    expect(await reader.read({ name: 'u8' })).toEqual(Uint8Array.of(0, 1, 2));
    await reader.close();
  });

  it('reads a file and a Blob', async () => {
    const file = new File([new Uint8Array(reference)], 'mine.safetensors');
    expect(await (await openSafetensors(file)).read({ name: 'u8' })).toEqual(Uint8Array.of(0, 1, 2));
    await expect(openSafetensors(new File(['x'], 'mine.safetensors'))).rejects.toThrow('file: mine.safetensors');
    expect((await openSafetensors(new Blob([new Uint8Array(reference)]))).tensors.size).toBe(17);
  });
});

describe('openSafetensors of a sharded file', () => {
  const shard = (name: string, value: number): Uint8Array =>
    fileOf(`{"__metadata__":{"format":"pt"},"${name}":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}`, Uint8Array.of(value));
  const index = (map: object): Uint8Array =>
    new TextEncoder().encode(JSON.stringify({ metadata: { total_size: 2 }, weight_map: map }, null, 2));
  const shards = { 'm/1.safetensors': shard('b', 2), 'm/2.safetensors': shard('a', 1) };
  const path = 'm/model.safetensors.index.json';

  it('finds every tensor in its file', async () => {
    const { files, open } = watched(memoryFiles({ ...shards, [path]: index({ a: '2.safetensors', b: '1.safetensors' }) }));
    const reader = await openSafetensors({ files, path });
    expect([...reader.tensors.keys()]).toEqual(['a', 'b']);
    expect([...reader.metadata]).toEqual([['format', 'pt']]);
    expect(await reader.readAll([{ name: 'b' }, { name: 'a' }])).toEqual([Uint8Array.of(2), Uint8Array.of(1)]);
    expect(open()).toBe(3);
    await reader.close();
    expect(open()).toBe(0);
  });

  it.each([
    ['a tensor that the file has not', { a: '1.safetensors' }],
    ['a file in another folder', { a: '../m/2.safetensors' }],
    ['a folder', { a: '..' }],
    ['a number', { a: 5 }],
  ])('refuses an index that names %s', async (_, map) => {
    const { files, open } = watched(memoryFiles({ ...shards, [path]: index(map) }));
    await expect(openSafetensors({ files, path })).rejects.toSatisfy(DataLossError.isInstance);
    expect(open()).toBe(0);
  });

  it('says which file is missing', async () => {
    const opening = openSafetensors({ files: memoryFiles({ [path]: index({ a: '3.safetensors' }) }), path });
    await expect(opening).rejects.toMatchObject({ code: 'file-not-found', details: { file: 'm/3.safetensors' } });
  });

  it('takes no other JSON for an index', async () => {
    const text = new TextEncoder().encode('{"weights": {}}');
    await expect(openSafetensors(text)).rejects.toThrow('no weight_map');
  });
});

describe('openSafetensors of damaged files', () => {
  it('reads or refuses whatever it is given, and nothing else', async () => {
    const files = memoryFiles();
    await writeSafetensors({ files, path: 'm' }, [
      { name: 'a/kernel', dtype: 'float32', shape: [2, 3], data: new Uint8Array(24) },
      { name: 'a/bias', dtype: 'bfloat16', shape: [3], data: new Uint8Array(6) },
      { name: 'step', dtype: 'int64', shape: [], data: new Uint8Array(8) },
    ], { metadata: { format: 'pt' } });
    const file = await files.open('m');
    const good = new Uint8Array(file.size);
    await file.read(0, good);
    const random = mulberry32(5);
    let opened = 0;
    for (let i = 0; i < 5000; i++) {
      const bytes = mutate(good, random);
      try {
        const reader = await openSafetensors(bytes);
        const all = await reader.readAll([...reader.tensors.keys()].map((name) => ({ name })));
        expect(all.reduce((sum, data) => sum + data.length, 0)).toBeLessThan(bytes.length);
        opened++;
      } catch (error) {
        if (!DataLossError.isInstance(error) && !UnimplementedError.isInstance(error)) throw error;
      }
    }
    expect(opened).toBeGreaterThan(100);
  });
});

function mutate(good: Uint8Array, random: () => number): Uint8Array {
  const bytes = good.slice();
  const at = (): number => Math.floor(random() * bytes.length);
  for (let count = 1 + Math.floor(random() * 3); count > 0; count--) {
    const kind = random();
    if (kind < 0.5) bytes[at()] = Math.floor(random() * 256);
    else if (kind < 0.8) bytes[at()] = '0123456789[]{},:"-'.charCodeAt(Math.floor(random() * 18));
    else if (kind < 0.9) bytes.copyWithin(at(), at(), at());
    else return bytes.slice(0, at());
  }
  return bytes;
}

/** Random numbers that are the same in every run. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
