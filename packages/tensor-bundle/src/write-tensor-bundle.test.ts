import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryFiles } from '@varscope/files';
import type { FileSystem, TensorSlice, TensorToWrite, WritableFile } from '@varscope/spec';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { describe, expect, test } from 'vitest';
import { openTensorBundle } from './open-tensor-bundle.js';
import { writeTensorBundle } from './write-tensor-bundle.js';

interface Place {
  readonly entry?: readonly [shard: number, offset: number];
}

interface Manifest {
  readonly prefix: string;
  readonly header: { readonly num_shards: number };
  readonly tensors: readonly (Place & { readonly slices?: readonly Place[] })[];
}

// Checkpoints that TensorFlow 2.21 wrote; apps/checkpoints says how. Its data lie in the order in which it got them.
const RECORDED = new URL('../../../apps/checkpoints/recorded/', import.meta.url);

function recorded(name: string): { readonly files: Map<string, Uint8Array>; readonly manifest: Manifest } {
  const folder = new URL(`${name}/`, RECORDED);
  const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as Manifest; // as its README has it
  const names = readdirSync(folder).filter((file) => file.startsWith(`${manifest.prefix}.`));
  return { files: new Map(names.map((file) => [file, new Uint8Array(readFileSync(new URL(file, folder)))])), manifest };
}

function bytes(length: number, seed = 1): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 31 + seed * 7 + (i >> 8)) & 255);
}

const W: TensorToWrite = { name: 'w', dtype: 'float32', shape: [3, 2], data: bytes(24) };

test.each([
  'v2-single', 'v2-sharded', 'v2-merged', 'v2-dtypes', 'v2-partitioned', 'v2-optimizer', 'v2-rare-dtypes', 'v2-names',
  'object-based', 'object-based-keras',
])('writes what is in %s with the bytes that TensorFlow wrote', async (name) => {
  const { files, manifest } = recorded(name);
  const reader = await openTensorBundle(files);
  const pieces: { readonly place: readonly [number, number]; readonly tensor: TensorToWrite }[] = [];
  for (const [i, stored] of [...reader.tensors.values()].entries()) {
    const { entry, slices = [] } = manifest.tensors[i]!;
    const add = async (place: Place['entry'], slice?: TensorSlice): Promise<void> => {
      const data = await reader.read({ name: stored.name, slice });
      pieces.push({ place: place!, tensor: { name: stored.name, dtype: stored.dtype, shape: stored.shape, slice, data } });
    };
    if (stored.slices.length === 0) await add(entry);
    for (const [j, slice] of stored.slices.entries()) await add(slices[j]!.entry, slice);
  }
  pieces.sort(({ place: [shard, offset] }, { place: [other, at] }) => shard - other || offset - at);

  const written = new Map<string, Uint8Array>();
  await writeTensorBundle({ files: memoryFiles(written), path: manifest.prefix }, pieces.map(({ tensor }) => tensor), {
    numShards: manifest.header.num_shards,
    shardOf: (_, index) => pieces[index]!.place[0],
  });
  expect([...written.keys()].sort()).toEqual([...files.keys()].sort());
  for (const [file, content] of files) expect(Buffer.compare(written.get(file)!, content), file).toBe(0);
});

// Recorded from TensorFlow 2.21.0: SHA-256 of the files that tf.raw_ops.SaveV2 wrote for these names, with int32 values.
test('writes an index of several blocks with the bytes that TensorFlow wrote', async () => {
  const written = new Map<string, Uint8Array>();
  const tensors = Array.from({ length: 25_000 }, (_, i): TensorToWrite => ({
    name: `tower_${Math.floor(i / 5000)}/a/scope/that/many/share/variable_${String(i).padStart(5, '0')}`,
    dtype: 'int32',
    shape: [1],
    data: new Uint8Array(Int32Array.of(i).buffer),
  }));
  await writeTensorBundle({ files: memoryFiles(written), path: 'm' }, tensors);
  const hashes = Array.from(written.values(), (content) => createHash('sha256').update(content).digest('hex'));
  expect(hashes).toEqual([
    'e47b2ef8f931a31c1167cdd8eeb73e8055b325f984e3adf8a01d8c3520d797d3',
    'e47c3b0eebe381f8fd2158414a66640dffb86396f1956490278548f836b46fac',
  ]);
  expect((await openTensorBundle(written)).tensors.size).toBe(25_000);
});

describe('the files', () => {
  test('are the index last, and the data before it', async () => {
    const events: string[] = [];
    await writeTensorBundle({ files: watched(memoryFiles(), events), path: 'm' }, [W]);
    expect(events).toEqual(['create m.data-00000-of-00001', 'commit m.data-00000-of-00001', 'create m.index', 'commit m.index']);
  });

  test.each(['write m.data-00000-of-00001', 'commit m.data-00000-of-00001', 'create m.index', 'write m.index', 'commit m.index'])(
    'are not left behind when `%s` fails', async (event) => {
      const content = new Map<string, Uint8Array>();
      const files = watched(memoryFiles(content), [], event);
      await expect(writeTensorBundle({ files, path: 'm' }, [W])).rejects.toThrow('no space');
      expect([...content.keys()]).toEqual([]);
    },
  );

  test('of another checkpoint at the same path stay whole until the index is there', async () => {
    const content = new Map<string, Uint8Array>();
    await writeTensorBundle({ files: memoryFiles(content), path: 'm' }, [W]);
    const before = new Map(content);
    const files = watched(memoryFiles(content), [], 'commit m.index');
    await expect(writeTensorBundle({ files, path: 'm' }, [{ ...W, data: bytes(24, 2) }])).rejects.toThrow('no space');
    expect(content).toEqual(before);
    await writeTensorBundle({ files: memoryFiles(content), path: 'm' }, [{ ...W, data: bytes(24, 2) }]);
    expect([...content.keys()].sort()).toEqual(['m.data-00000-of-00002', 'm.index']);
    await writeTensorBundle({ files: memoryFiles(content), path: 'm' }, [{ ...W, data: bytes(24, 3) }]);
    expect([...content.keys()].sort()).toEqual(['m.data-00000-of-00001', 'm.index']);
    expect(await (await openTensorBundle(content)).read({ name: 'w' })).toEqual(bytes(24, 3));
  });

  test('are on the disk where the location is a path', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'varscope-'));
    try {
      await writeTensorBundle(join(folder, 'deep/model.ckpt-3'), [W]);
      expect(await readdir(join(folder, 'deep'))).toEqual(['model.ckpt-3.data-00000-of-00001', 'model.ckpt-3.index']);
      const reader = await openTensorBundle(join(folder, 'deep/model.ckpt-3'));
      expect(await reader.read({ name: 'w' })).toEqual(W.data);
      await reader.close();
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('are the shards that tensors were assigned to', async () => {
    const content = new Map<string, Uint8Array>();
    const tensors = ['a', 'b', 'c', 'd'].map((name, i): TensorToWrite => ({ ...W, name, data: bytes(24, i) }));
    await writeTensorBundle({ files: memoryFiles(content), path: 'm' }, tensors, { numShards: 3, shardOf: (_, index) => (index % 2) * 2 });
    expect([...content.keys()].sort()).toEqual(['m.data-00000-of-00003', 'm.data-00002-of-00003', 'm.index']);
    const reader = await openTensorBundle(content);
    expect(await reader.readAll(tensors.map(({ name }) => ({ name })))).toEqual(tensors.map(({ data }) => data));
  });
});

test('asks for the data of a tensor when it is its turn', async () => {
  const events: string[] = [];
  const tensor = (name: string): TensorToWrite => ({
    ...W,
    name,
    data: async () => {
      events.push(`give ${name}`);
      return await Promise.resolve(bytes(24));
    },
  });
  await writeTensorBundle({ files: memoryFiles(), path: 'm' }, [tensor('a'), tensor('b')], { onTensor: ({ name }) => events.push(`wrote ${name}`) });
  expect(events).toEqual(['give a', 'wrote a', 'give b', 'wrote b']);
});

test('writes large tensors, and those that follow them', async () => {
  const content = new Map<string, Uint8Array>();
  const sizes = [5, 3_000_000, 7, 1_500_000, 1_200_000, 900_000, 0, 2 ** 21, 1];
  const tensors = sizes.map((size, i): TensorToWrite => ({ name: `t${i}`, dtype: 'uint8', shape: [size], data: bytes(size, i) }));
  await writeTensorBundle({ files: memoryFiles(content), path: 'm' }, tensors);
  const read = await (await openTensorBundle(content)).readAll(tensors.map(({ name }) => ({ name })));
  for (const [i, data] of read.entries()) expect(Buffer.compare(data as Uint8Array, tensors[i]!.data as Uint8Array)).toBe(0);
});

test('stores a slice that is its whole tensor as a tensor', async () => {
  const [whole, sliced] = [new Map<string, Uint8Array>(), new Map<string, Uint8Array>()];
  await writeTensorBundle({ files: memoryFiles(whole), path: 'm' }, [W]);
  await writeTensorBundle({ files: memoryFiles(sliced), path: 'm' }, [{ ...W, slice: { offset: [0, 0], shape: [3, 2] } }]);
  expect(sliced).toEqual(whole);
});

test('ends with the reason of the signal, and leaves nothing', async () => {
  const content = new Map<string, Uint8Array>();
  const controller = new AbortController();
  const writing = writeTensorBundle({ files: memoryFiles(content), path: 'm' }, [W, { ...W, name: 'v' }], {
    signal: controller.signal,
    onTensor: () => controller.abort(new Error('enough')),
  });
  await expect(writing).rejects.toThrow('enough');
  expect(content.size).toBe(0);
});

const HALF: TensorSlice = { offset: [0, 0], shape: [2, 2] };

test.each<[string, TensorToWrite[], string]>([
  ['a name twice', [W, W], 'Adding duplicate key: w'],
  ['a tensor and a slice of it', [W, { ...W, slice: HALF, data: bytes(16) }], 'Adding duplicate key: w'],
  ['a slice and its tensor', [{ ...W, slice: HALF, data: bytes(16) }, W], 'Adding duplicate key: w'],
  ['no name', [{ ...W, name: '' }], 'needs a name'],
  ['a name that no bytes stand for', [{ ...W, name: '\ud800' }], 'lone surrogate'],
  ['data of another size', [{ ...W, data: bytes(20) }], 'are not what its dtype float32 and its shape say'],
  ['strings for numbers', [{ ...W, data: [bytes(1)] }], 'are not what its dtype float32'],
  ['an array of other numbers', [{ ...W, data: new Float32Array(6) as never }], 'found: a Float32Array'],
  ['numbers for strings', [{ ...W, dtype: 'string' }], 'are not what its dtype string'],
  ['another number of strings', [{ ...W, dtype: 'string', data: [bytes(1)] }], 'are not what its dtype string'],
  ['a negative dimension', [{ ...W, shape: [-1, 2] }], 'none that a tensor can have'],
  ['a slice that is not inside', [{ ...W, slice: { offset: [2, 0], shape: [2, 2] }, data: bytes(16) }], 'The slice 2,2:0,2 is none of w (3, 2)'],
  ['a slice without elements', [{ ...W, slice: { offset: [2, 0], shape: [0, 2] }, data: bytes(0) }], 'The slice 2,0:0,2 is none of w'],
  ['a slice of another rank', [{ ...W, slice: { offset: [2], shape: [1] }, data: bytes(8) }], 'The slice 2,1 is none of w'],
  ['slices that overlap', [{ ...W, slice: HALF, data: bytes(16) }, { ...W, slice: { offset: [1, 0], shape: [2, 2] }, data: bytes(16) }],
    'Overlapping slices: existing slice = 0,2:0,2, new slice = 1,2:0,2'],
  ['slices of different dtypes', [{ ...W, slice: HALF, data: bytes(16) },
    { ...W, dtype: 'int32', slice: { offset: [2, 0], shape: [1, 2] }, data: bytes(8) }], 'different dtypes or shapes'],
])('refuses %s', async (_, tensors, message) => {
  const content = new Map<string, Uint8Array>();
  const error: unknown = await writeTensorBundle({ files: memoryFiles(content), path: 'm' }, tensors).catch((caught: unknown) => caught);
  expect(InvalidArgumentError.isInstance(error)).toBe(true);
  expect(String(error)).toContain(message);
  expect(content.size).toBe(0);
});

test.each([
  ['model[1]', {}], ['model*', {}], ['', {}], ['folder/', {}], ['m', { numShards: 0 }], ['m', { numShards: 1.5 }], ['m', { shardOf: () => 1 }],
])('refuses the path %j with %j', async (path, options) => {
  await expect(writeTensorBundle({ files: memoryFiles(), path }, [W], options)).rejects.toSatisfy(InvalidArgumentError.isInstance);
});

test('ends a record with every tensor or slice, for files that store records', async () => {
  const content = new Map<string, Uint8Array>();
  const memory = memoryFiles(content);
  const records: number[] = [];
  const files: FileSystem = {
    ...memory,
    create: async (path): Promise<WritableFile> => {
      const file = await memory.create(path);
      if (path.endsWith('.index')) return file;
      let size = 0;
      return {
        ...file,
        write: async (bytes) => {
          size += bytes.length;
          await file.write(bytes);
        },
        endRecord: () => void records.push(size),
      };
    },
  };
  const large = new Uint8Array(3 << 20);
  const slice = (row: number): TensorSlice => ({ offset: [row, 0], shape: [1, 2] });
  const tensors: TensorToWrite[] = [
    { name: 'small', dtype: 'int8', shape: [5], data: large.subarray(0, 5) },
    { name: 'large', dtype: 'int8', shape: [large.length], data: large },
    { name: 'text', dtype: 'string', shape: [2], data: [large.subarray(0, 2), large.subarray(0, 1)] },
    { name: 'none', dtype: 'int8', shape: [0], data: large.subarray(0, 0) },
    ...[0, 1].map((row) => ({ name: 'table', dtype: 'int8' as const, shape: [2, 2], slice: slice(row), data: large.subarray(0, 2) })),
  ];
  await writeTensorBundle({ files, path: 'm' }, tensors);
  const sizes = [5, large.length, 2 + 4 + 3, 0, 2, 2]; // strings have their lengths and a checksum before them
  expect(records).toEqual(sizes.map((_, index) => sizes.slice(0, index + 1).reduce((sum, size) => sum + size, 0)));
  expect(content.get('m.data-00000-of-00001')).toHaveLength(records.at(-1)!);
});

/** A file system that tells what happens, and fails when `failing` does. */
function watched(files: FileSystem, events: string[], failing?: string): FileSystem {
  const happen = (event: string): void => {
    if (event === failing) throw new Error('no space');
    if (!event.startsWith('write')) events.push(event);
  };
  return {
    ...files,
    create: async (path): Promise<WritableFile> => {
      happen(`create ${path}`);
      const file = await files.create(path);
      return {
        ...file,
        write: async (data) => {
          happen(`write ${path}`);
          await file.write(data);
        },
        commit: async () => {
          happen(`commit ${path}`);
          await file.commit();
        },
      };
    },
  };
}
