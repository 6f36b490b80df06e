import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { memoryFiles } from '@varscope/files';
import { numElements, type FileSystem, type ReadableFile, type Shape, type TensorSlice, type TensorToWrite } from '@varscope/spec';
import {
  DataLossError, FailedPreconditionError, FileNotFoundError, InvalidArgumentError, TensorNotFoundError, UnimplementedError, VarscopeError,
} from '@varscope/spec/errors';
import { describe, expect, test } from 'vitest';
import { encodeEntry, encodeHeader, type BundleEntry } from './bundle-proto.js';
import { crc32c, maskCrc32c } from './crc32c.js';
import { openTensorBundle } from './open-tensor-bundle.js';
import { encodeTable, type KeyValue } from './table-writer.js';
import { WireWriter } from './wire-writer.js';
import { writeTensorBundle, type WriteTensorBundleOptions } from './write-tensor-bundle.js';

const RECORDED = fileURLToPath(new URL('../../../apps/checkpoints/recorded/', import.meta.url));
const DATA = 'm.data-00000-of-00001';

function bytes(length: number, seed = 1): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 31 + seed * 7 + (i >> 8)) & 255);
}

async function bundle(tensors: readonly TensorToWrite[], options?: WriteTensorBundleOptions): Promise<Map<string, Uint8Array>> {
  const content = new Map<string, Uint8Array>();
  await writeTensorBundle({ files: memoryFiles(content), path: 'm' }, tensors, options);
  return content;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** An index file, made of entries as they are. */
function index(entries: readonly (readonly [name: string, entry: Partial<BundleEntry>])[], first = encodeHeader(1)): Uint8Array {
  const scalar: BundleEntry = { dtype: 1, shape: [], shard: 0, offset: 0, size: 4, crc: 0, slices: [] };
  const named = entries.map(([name, entry]): KeyValue => [utf8(name), encodeEntry({ ...scalar, ...entry })]);
  return encodeTable([[new Uint8Array(0), first], ...named]);
}

async function caught(promise: Promise<unknown>): Promise<VarscopeError> {
  const error: unknown = await promise.then(() => null, (thrown: unknown) => thrown);
  if (!VarscopeError.isInstance(error)) throw new Error(`no error of Varscope: ${String(error)}`);
  return error;
}

/** Files that note what is read of them; `isSync` as those on a disk. */
function noted(content: Map<string, Uint8Array>, reads: string[], isSync: boolean): FileSystem {
  const files = memoryFiles(content);
  return {
    ...files,
    open: async (path): Promise<ReadableFile> => {
      const { size, readSync, close } = await files.open(path);
      const note = (offset: number, into: Uint8Array): void => {
        reads.push(`${path} ${offset}+${into.length}`);
        readSync!(offset, into);
      };
      const read = async (offset: number, into: Uint8Array): Promise<void> => {
        await new Promise((resolve) => setTimeout(resolve));
        note(offset, into);
      };
      return { path, size, close, read, ...(isSync && { readSync: note }) };
    },
  };
}

const W: TensorToWrite = { name: 'w', dtype: 'float32', shape: [3, 2], data: bytes(24) };

describe('a checkpoint is found', () => {
  test('by a path on the disk', async () => {
    const reader = await openTensorBundle(join(RECORDED, 'v2-slices/model.ckpt'));
    expect(reader.format).toBe('tensorflow-v2');
    expect(reader.tensors.size).toBeGreaterThan(3);
    await reader.close();
  });

  test('by all its files, as bytes or as files that were chosen', async () => {
    const content = await bundle([W]);
    const chosen = Array.from(content, ([name, data]) => new File([data.slice()], name));
    const named = Object.fromEntries(chosen.map((file) => [file.name, file]));
    for (const location of [content, Object.fromEntries(content), chosen, named, { files: memoryFiles(content), path: 'm' }]) {
      const reader = await openTensorBundle(location);
      expect(await reader.read({ name: 'w' })).toEqual(W.data);
    }
  });

  test('by the address of a file on the disk', async () => {
    const address = pathToFileURL(join(RECORDED, 'v2-single/model.ckpt'));
    for (const location of [address, address.href]) {
      const reader = await openTensorBundle(location);
      expect(reader.tensors.size).toBeGreaterThan(1);
      await reader.close();
    }
  });

  test('by the pattern of a V1 checkpoint in several files', async () => {
    const reader = await openTensorBundle(join(RECORDED, 'v1-sharded/model.ckpt-3-?????-of-00002'));
    expect(reader.format).toBe('tensorflow-v1');
    expect(reader.tensors.size).toBeGreaterThan(1);
    await reader.close();
  });

  test.each([[{}], [{ 'a.index': bytes(9), 'b.index': bytes(9) }], [{ 'a': bytes(9), 'b': bytes(9) }]])('not among %j', async (files) => {
    expect(InvalidArgumentError.isInstance(await caught(openTensorBundle(files)))).toBe(true);
  });

  test.each(['run/m.index', 'run/m.data-00000-of-00001', 'run/m.meta'])('not by one of its files, %s, and the error tells by what', async (path) => {
    const content = new Map(Array.from(await bundle([W]), ([name, data]) => [`run/${name}`, data] as const));
    content.set('run/m.meta', bytes(100));
    const error = await caught(openTensorBundle({ files: memoryFiles(content), path }));
    expect(DataLossError.isInstance(error)).toBe(true);
    expect(error.message).toContain('\n  expected: what all its files begin with: run/m');
  });

  test('not where there is none, and the error tells which there are', async () => {
    const error = await caught(openTensorBundle({ files: memoryFiles(await bundle([W])), path: 'n' }));
    expect(FileNotFoundError.isInstance(error)).toBe(true);
    expect(error.message).toContain('Failed to find any matching files for n');
    expect(error.details).toMatchObject({ file: 'n', nearest: ['m'] });
  });

  test('not by a path with characters of patterns, as in TensorFlow', async () => {
    const files = memoryFiles({ 'm[1].index': (await bundle([W])).get('m.index')! });
    expect(FileNotFoundError.isInstance(await caught(openTensorBundle({ files, path: 'm[1]' })))).toBe(true);
  });
});

describe('what is asked for', () => {
  test('has to be in the file', async () => {
    const reader = await openTensorBundle(await bundle([W, { ...W, name: 'dense/kernel' }]));
    const error = await caught(reader.read({ name: 'dense/kernal' }));
    expect(TensorNotFoundError.isInstance(error)).toBe(true);
    expect(error.message).toContain('Key dense/kernal not found in checkpoint');
    expect(error.details).toMatchObject({ variable: 'dense/kernal', nearest: ['dense/kernel'] });
  });

  test.each<[TensorSlice]>([
    [{ offset: [0], shape: [2] }], [{ offset: [2, 0], shape: [2, 2] }], [{ offset: [-1, 0], shape: [2, 2] }],
    [{ offset: [0.5, 0], shape: [1, 1] }], [{ offset: [0, 0], shape: [-1, 2] }], [{ offset: [0, 0], shape: [Number.NaN, 2] }],
  ])('has to be inside the tensor: %j is not', async (slice) => {
    const reader = await openTensorBundle(await bundle([W]));
    expect(InvalidArgumentError.isInstance(await caught(reader.read({ name: 'w', slice })))).toBe(true);
  });

  test('has to have the size of the array that it is read into', async () => {
    const reader = await openTensorBundle(await bundle([W, { name: 's', dtype: 'string', shape: [1], data: [bytes(3)] }]));
    for (const request of [{ name: 'w', into: bytes(23) }, { name: 's', into: bytes(3) }]) {
      expect(InvalidArgumentError.isInstance(await caught(reader.read(request)))).toBe(true);
    }
  });

  test('has to be stored', async () => {
    const half: TensorToWrite = { ...W, slice: { offset: [1, 0], shape: [2, 2] }, data: bytes(16) };
    const reader = await openTensorBundle(await bundle([half]));
    const error = await caught(reader.read({ name: 'w' }));
    expect(InvalidArgumentError.isInstance(error)).toBe(true);
    expect(error.message).toContain('Does not have sufficient slices for partitioned tensor w');
    expect(await reader.read({ name: 'w', slice: half.slice })).toEqual(bytes(16));
    expect(await reader.read({ name: 'w', slice: { offset: [2, 1], shape: [1, 1] } })).toEqual(bytes(16).slice(12));
    expect(await reader.read({ name: 'w', slice: { offset: [0, 0], shape: [0, 2] } })).toEqual(new Uint8Array(0));
  });

  test('cannot be had after the files are closed', async () => {
    const reader = await openTensorBundle(await bundle([W]));
    await reader.close();
    await reader.close();
    expect(FailedPreconditionError.isInstance(await caught(reader.read({ name: 'w' })))).toBe(true);
  });
});

test('gives any block of tensors that are stored whole or in any tiling', async () => {
  const shape = [7, 5, 4];
  const whole = bytes(numElements(shape) * 2);
  const cuts = [[0, 3, 7], [0, 1, 5], [0, 4]];
  const tiles: TensorToWrite[] = [];
  for (const [i, a] of cuts[0]!.slice(0, -1).entries()) {
    for (const [j, b] of cuts[1]!.slice(0, -1).entries()) {
      const slice = { offset: [a, b, 0], shape: [cuts[0]![i + 1]! - a, cuts[1]![j + 1]! - b, 4] };
      tiles.push({ name: 'tiles', dtype: 'int16', shape, slice, data: blockOf(whole, shape, slice, 2) });
    }
  }
  const tensors: TensorToWrite[] = [{ name: 'whole', dtype: 'int16', shape, data: whole }, ...tiles.reverse()];
  const files = await bundle(tensors, { numShards: 3, shardOf: (_, i) => i % 3 });
  for (const isSync of [true, false]) {
    const reader = await openTensorBundle({ files: noted(files, [], isSync), path: 'm' });
    expect(reader.tensors.get('tiles')?.slices).toEqual(tiles.map(({ slice }) => slice));
    const requests: { name: string; slice: TensorSlice }[] = [];
    for (const offset of blocks(shape)) {
      const slice = { offset, shape: shape.map((size, axis) => Math.max(1, (size - offset[axis]!) >> 1)) };
      requests.push({ name: 'whole', slice }, { name: 'tiles', slice });
    }
    const read = await reader.readAll(requests);
    for (const [i, { slice }] of requests.entries()) expect(read[i]).toEqual(blockOf(whole, shape, slice, 2));
  }
});

describe('of the files', () => {
  const large: TensorToWrite = { name: 'large', dtype: 'uint8', shape: [1000, 300], data: bytes(300_000, 2) };
  const after: TensorToWrite = { name: 'x', dtype: 'uint8', shape: [5], data: bytes(5, 3) };

  test('only the index is read to list what there is', async () => {
    const reads: string[] = [];
    const reader = await openTensorBundle({ files: noted(await bundle([large, after]), reads, true), path: 'm' });
    expect([...reader.tensors.keys()]).toEqual(['large', 'x']);
    expect(reads.every((read) => read.startsWith('m.index'))).toBe(true);
  });

  test.each([true, false])('only the bytes of a tensor are read, or of its rows (at once: %s)', async (isSync) => {
    const reads: string[] = [];
    const reader = await openTensorBundle({ files: noted(await bundle([large, after]), reads, isSync), path: 'm' });
    reads.length = 0;
    await reader.read({ name: 'x' });
    expect(reads.splice(0)).toEqual([`${DATA} 300000+5`]);
    const rows = await reader.read({ name: 'large', slice: { offset: [10, 0], shape: [20, 300] } });
    expect(reads.splice(0)).toEqual([`${DATA} 3000+6000`]);
    expect(rows).toEqual((large.data as Uint8Array).slice(3000, 9000));
    const columns = await reader.read({ name: 'large', slice: { offset: [100, 7], shape: [3, 2] } });
    expect(reads.splice(0)).toEqual([`${DATA} 30007+602`]);
    expect(columns).toEqual(blockOf(large.data as Uint8Array, large.shape, { offset: [100, 7], shape: [3, 2] }, 1));
  });

  test('neighbours are read together where every read is a request', async () => {
    const reads: string[] = [];
    const tensors = Array.from({ length: 50 }, (_, i): TensorToWrite => ({ ...W, name: `t${i}`, data: bytes(24, i) }));
    const reader = await openTensorBundle({ files: noted(await bundle(tensors), reads, false), path: 'm' });
    reads.length = 0;
    expect(await reader.readAll(tensors.map(({ name }) => ({ name })).reverse())).toEqual(tensors.map(({ data }) => data).reverse());
    expect(reads).toEqual([`${DATA} 0+1200`]);
  });

  test('the parts of a tensor that are asked for together are read once, and verified', async () => {
    const files = await bundle([large]);
    const reads: string[] = [];
    const parts = [0, 250, 500, 750].map((row) => ({ name: 'large', slice: { offset: [row, 0], shape: [250, 300] } }));
    const reader = await openTensorBundle({ files: noted(files, reads, false), path: 'm' });
    reads.length = 0;
    const read = await reader.readAll(parts);
    expect(reads).toEqual([`${DATA} 0+300000`]);
    expect(Buffer.concat(read as Uint8Array[]).equals(large.data as Uint8Array)).toBe(true);
    files.get(DATA)![250_000]! ^= 1;
    const error = await caught(reader.readAll(parts));
    expect(DataLossError.isInstance(error)).toBe(true);
    expect(error.details).toMatchObject({ file: DATA, offset: 0, variable: 'large' });
  });
});

describe('a tensor that is read block by block', () => {
  const shape = [300, 400];
  const data = bytes(4 * numElements(shape), 5);
  /** From its first row to its last, 31 at a time, in the middle of some that are stored as one. */
  const blocks = Array.from({ length: 10 }, (_, i): TensorSlice => ({ offset: [31 * i, 0], shape: [Math.min(31, 300 - 31 * i), 400] }));
  const whole: TensorToWrite = { name: 't', dtype: 'float32', shape, data };

  /** Of some columns; its elements do not lie one behind the other in `data`. */
  function columns(offset: number, count: number): TensorToWrite {
    const rows = Array.from({ length: 300 }, (_, row) => data.subarray(4 * (400 * row + offset), 4 * (400 * row + offset + count)));
    return { ...whole, slice: { offset: [0, offset], shape: [300, count] }, data: new Uint8Array(Buffer.concat(rows)) };
  }

  const STORED: Readonly<Record<string, readonly TensorToWrite[]>> = {
    whole: [whole],
    'by rows': [0, 100, 200].map((row) => ({
      ...whole, slice: { offset: [row, 0], shape: [100, 400] }, data: data.subarray(1600 * row, 1600 * (row + 100)),
    })),
    'by columns': [columns(0, 150), columns(150, 250)],
  };

  for (const [how, tensors] of Object.entries(STORED)) {
    test(`is verified with its last block, where it is stored ${how}`, async () => {
      const files = await bundle(tensors);
      const reader = await openTensorBundle(files);
      const read: Uint8Array[] = [];
      for (const slice of blocks) read.push((await reader.read({ name: 't', slice })) as Uint8Array); // of numbers
      expect(Buffer.concat(read).equals(data)).toBe(true);
      files.get(DATA)![1_000]! ^= 4;
      const damaged = await openTensorBundle(files);
      const readBlocks = async (): Promise<void> => {
        for (const slice of blocks) await damaged.read({ name: 't', slice });
      };
      for (const _ of [1, 2]) expect((await caught(readBlocks())).details).toMatchObject({ file: DATA, offset: 0, variable: 't' });
    });
  }

  test('is not taken for damaged when its blocks are read in another order, or twice', async () => {
    const reader = await openTensorBundle(await bundle([whole]));
    const order = [0, 1, 0, 1, 2, 2, 5, 3, 4, 5, 6, 7, 8, 9, 9, 0];
    for (const index of order) {
      const slice = blocks[index]!;
      const start = 1600 * slice.offset[0]!;
      expect(await reader.read({ name: 't', slice })).toEqual(data.slice(start, start + 4 * numElements(slice.shape)));
    }
    await Promise.all(blocks.flatMap((slice) => [slice, slice]).map((slice) => reader.read({ name: 't', slice })));
  });

  test('is verified as it lies in the file, where that has the other order of bytes', async () => {
    const crc = maskCrc32c(crc32c(data));
    const first = Uint8Array.of(0x08, 1, 0x10, 1, 0x1a, 2, 0x08, 1); // one file, big-endian, written by version 1
    const files = new Map([['m.index', index([['t', { shape, size: data.length, crc }]], first)], [DATA, data]]);
    const reader = await openTensorBundle(files);
    for (const slice of blocks) await reader.read({ name: 't', slice });
    files.set(DATA, data.map((byte, at) => (at === 479_999 ? byte ^ 1 : byte)));
    const damaged = await openTensorBundle(files);
    for (const slice of blocks.slice(0, -1)) await damaged.read({ name: 't', slice });
    expect(DataLossError.isInstance(await caught(damaged.read({ name: 't', slice: blocks.at(-1) })))).toBe(true);
  });
});

describe('readAll', () => {
  test('tells of each tensor when it has been read', async () => {
    const tensors = ['a', 'b', 'c'].map((name, i): TensorToWrite => ({ ...W, name, data: bytes(24, i) }));
    const reader = await openTensorBundle(await bundle(tensors));
    const told: string[] = [];
    await reader.readAll([{ name: 'c' }, { name: 'a' }], {
      onTensor: ({ name }, data) => {
        expect(data).toEqual(tensors.find((tensor) => tensor.name === name)?.data);
        told.push(name);
      },
    });
    expect(told.sort()).toEqual(['a', 'c']);
  });

  test('writes into the memory that is there when it is its turn', async () => {
    const reader = await openTensorBundle(await bundle([W, { ...W, name: 'v', data: bytes(24, 9) }]));
    let memory = new Uint8Array(48);
    const requests = ['w', 'v'].map((name, i) => ({
      name,
      get into() {
        return memory.subarray(24 * i, 24 * i + 24);
      },
    }));
    await reader.readAll(requests, {
      onTensor: () => {
        memory = structuredClone(memory, { transfer: [memory.buffer] }); // as memory of WebAssembly does when it grows
      },
    });
    expect(memory).toEqual(Uint8Array.from([...bytes(24), ...bytes(24, 9)]));
  });

  test('ends with the reason of its signal', async () => {
    const reader = await openTensorBundle(await bundle([W]));
    await expect(reader.readAll([{ name: 'w' }], { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});

describe('an offset', () => {
  const value = bytes(4);
  const crc = maskCrc32c(crc32c(value));

  function hugeFile(offset: number): FileSystem {
    const files = memoryFiles({ 'm.index': index([['w', { offset, crc }]]) });
    const data: ReadableFile = {
      path: DATA,
      size: offset + 4,
      read: (at, into) => {
        expect([at, into.length]).toEqual([offset, 4]);
        into.set(value);
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    };
    return { ...files, open: async (path) => (path === DATA ? data : await files.open(path)) };
  }

  test.each([2 ** 31, 2 ** 32 + 5, 2 ** 45 + 1])('of %d bytes is read', async (offset) => {
    const reader = await openTensorBundle({ files: hugeFile(offset), path: 'm' });
    expect(await reader.read({ name: 'w' })).toEqual(value);
  });

  test.each([2 ** 53, 2 ** 60])('of %d bytes is refused', async (offset) => {
    const error = await caught(openTensorBundle({ files: hugeFile(offset), path: 'm' }));
    expect(DataLossError.isInstance(error)).toBe(true);
    expect(error.details).toMatchObject({ file: 'm.index', variable: 'w' });
  });
});

describe('refuses', () => {
  const open = (content: Uint8Array): Promise<unknown> => openTensorBundle({ 'm.index': content });

  test.each([100_000, 1000])('keys that share their first %d bytes, and so would fill the memory', async (length) => {
    const table = new WireWriter();
    const place = (fill: (block: WireWriter) => void): number[] => {
      const block = new WireWriter();
      fill(block);
      for (const number of [0, 1]) block.fixed32(number); // one restart, at the beginning
      block.byte(0);
      const at = table.length;
      table.put(block.written);
      table.fixed32(maskCrc32c(crc32c(block.written)));
      return [at, block.length - 1];
    };
    const add = (block: WireWriter, shared: number, key: Uint8Array, value: Uint8Array): void => {
      for (const number of [shared, key.length, value.length]) block.varint(number);
      block.put(key);
      block.put(value);
    };
    const value = encodeEntry({ dtype: 1, shape: [0], shard: 0, offset: 0, size: 0, crc: 0, slices: [] });
    const data = place((block) => {
      add(block, 0, new Uint8Array(0), encodeHeader(1));
      add(block, 0, new Uint8Array(length).fill(97), value);
      for (let i = 0; i < 7e7 / length; i++) add(block, length, Uint8Array.of(i >> 16, i >> 8, i), value);
    });
    const metaindex = place(() => undefined);
    const handle = new WireWriter();
    for (const number of data) handle.varint(number);
    const blocks = place((block) => add(block, 0, Uint8Array.of(98), handle.written));
    const footer = new WireWriter();
    for (const number of [...metaindex, ...blocks]) footer.varint(number);
    table.put(footer.written);
    table.put(new Uint8Array(40 - footer.length));
    table.put(Uint8Array.of(0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb));
    const error = await caught(open(table.written));
    expect(DataLossError.isInstance(error)).toBe(true);
    expect(error.message).toContain('the keys take more than');
  });

  test('slices that lie in the same bytes', async () => {
    const shape = [100];
    const half = { dtype: 1, shape, slices: [0, 50].map((start) => [[start, 50] as const]) };
    const key = (start: number): string => `\0w\0\u0001\u0001\u0001${String.fromCharCode(0x80 + start)}`;
    const entries: KeyValue[] = [0, 50].map((start) => [
      Uint8Array.from([...utf8(key(0)).subarray(0, 6), 0x80 + start, 0x80 + 50]),
      encodeEntry({ dtype: 1, shape: [50], shard: 0, offset: 0, size: 200, crc: maskCrc32c(crc32c(bytes(200))), slices: [] }),
    ]);
    const whole: KeyValue = [utf8('w'), encodeEntry({ shard: 0, offset: 0, size: 0, crc: 0, ...half })];
    const table = encodeTable([[new Uint8Array(0), encodeHeader(1)], ...entries, whole]);
    const reader = await openTensorBundle({ 'm.index': table, [DATA]: bytes(200) });
    expect((await caught(reader.read({ name: 'w' }))).message).toContain('The slices of w lie in the same bytes');
    expect(await reader.read({ name: 'w', slice: { offset: [50], shape: [50] } })).toEqual(bytes(200));
  });

  test.each<[string, Partial<BundleEntry>, string]>([
    ['a shape that no file could hold', { shape: [2 ** 40, 2 ** 20] }, 'more elements than a file could hold'],
    ['a slice of all', { shape: [2], slices: [[[0, -1]]] }, 'A slice of a tensor in slices is the whole tensor'],
    ['a slice that is not there', { shape: [2], slices: [[[0, 1]]] }, 'The slice 0,1 is not in the file'],
    ['slices beside each other without end', { shape: [9e6, 2], slices: Array.from({ length: 20_000 }, (_, i) => [[0, 9e6 - i], [0, 2]]) }, 'Overlapping'],
  ])('%s', async (_, entry, message) => {
    const error = await caught(open(index([['w', entry]])));
    expect(DataLossError.isInstance(error)).toBe(true);
    expect(error.message).toContain(message);
    expect(error.details).toMatchObject({ file: 'm.index', variable: 'w' });
  });

  test('dtypes that Varscope does not know', async () => {
    const error = await caught(open(index([['w', { dtype: 21 }]])));
    expect(UnimplementedError.isInstance(error)).toBe(true);
    expect(error.message).toContain('Tensors of dtype variant cannot be read');
  });
});

/** The first element of every block that a test asks for. */
function* blocks(shape: Shape): Generator<number[]> {
  for (let a = 0; a < shape[0]!; a++) for (let b = 0; b < shape[1]!; b += 2) for (let c = 0; c < shape[2]!; c += 3) yield [a, b, c];
}

/** A block of an array, element by element. */
function blockOf(whole: Uint8Array, shape: Shape, slice: TensorSlice, elementBytes: number): Uint8Array {
  const block: number[] = [];
  for (let i = 0; i < numElements(shape); i++) {
    let rest = i;
    const position = shape.map(() => 0);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      position[axis] = rest % shape[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    const isInside = position.every((at, axis) => at >= slice.offset[axis]! && at < slice.offset[axis]! + slice.shape[axis]!);
    if (isInside) block.push(...whole.subarray(i * elementBytes, (i + 1) * elementBytes));
  }
  return Uint8Array.from(block);
}

test('reads what it writes on the disk, in order and out of order', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'varscope-'));
  try {
    const tensors = Array.from({ length: 300 }, (_, i): TensorToWrite => {
      const size = i % 50 === 7 ? 400_000 : (i * 37) % 9000;
      return { name: `t${i}`, dtype: 'uint8', shape: [size], data: bytes(size, i) };
    });
    await writeTensorBundle(join(folder, 'm'), tensors, { numShards: 2, shardOf: (_, i) => i % 2 });
    const reader = await openTensorBundle(join(folder, 'm'));
    const read = await reader.readAll([...tensors].reverse().map(({ name, data }, i) => {
      return i % 2 === 0 ? { name } : { name, into: new Uint8Array((data as Uint8Array).length) };
    }));
    for (const [i, { data }] of [...tensors].reverse().entries()) expect(Buffer.compare(read[i] as Uint8Array, data as Uint8Array)).toBe(0);
    await reader.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});
