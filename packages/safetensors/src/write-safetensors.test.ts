import { readFileSync } from 'node:fs';
import { memoryFiles, readFile } from '@varscope/files';
import type { FileSystem } from '@varscope/spec/file-system';
import type { TensorToWrite } from '@varscope/spec/tensor-reader';
import { InvalidArgumentError, UnimplementedError } from '@varscope/spec/errors';
import { describe, expect, it } from 'vitest';
import { openSafetensors } from './open-safetensors.js';
import { writeSafetensors, type WriteSafetensorsOptions } from './write-safetensors.js';

/** What is written of these. */
async function written(tensors: Iterable<TensorToWrite>, options: WriteSafetensorsOptions = {}): Promise<Uint8Array> {
  const files = memoryFiles();
  await writeSafetensors({ files, path: 'm' }, tensors, options);
  return await readFile(files, 'm');
}

const byte = (name: string, value = 1): TensorToWrite => ({ name, dtype: 'uint8', shape: [1], data: Uint8Array.of(value) });
const piece = (offset: number[], shape: number[], values: number[]): TensorToWrite =>
  ({ name: 'p', dtype: 'uint8', shape: [3, 2], slice: { offset, shape }, data: Uint8Array.from(values) });

describe('writeSafetensors', () => {
  it('writes the bytes of the reference implementation, whatever the order', async () => {
    // Written by safetensors 0.8.0, in testdata/record_verdicts.py.
    const reference = new Uint8Array(readFileSync(new URL('../testdata/reference.safetensors', import.meta.url)));
    const reader = await openSafetensors(reference);
    const tensors = Array.from(reader.tensors.values(), ({ name, dtype, shape }): TensorToWrite =>
      ({ name, dtype, shape, data: () => reader.read({ name }) }));
    for (const order of [tensors, [...tensors].reverse()]) {
      expect(await written(order, { metadata: reader.metadata })).toEqual(reference);
    }
  });

  it('asks for data one tensor at a time', async () => {
    let waiting = 0;
    const seen: string[] = [];
    const data = async (): Promise<Uint8Array> => {
      expect(waiting++).toBe(0);
      await Promise.resolve();
      waiting--;
      return Uint8Array.of(7);
    };
    const tensors = ['c', 'a', 'b'].map((name) => ({ ...byte(name), data }));
    await written(tensors, { onTensor: ({ name }) => seen.push(name) });
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  it('puts pieces together', async () => {
    const file = await written([piece([2, 0], [1, 2], [5, 6]), piece([0, 1], [2, 1], [2, 4]), piece([0, 0], [2, 1], [1, 3])]);
    expect(await (await openSafetensors(file)).read({ name: 'p' })).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6));
  });

  it.each([
    ['a hole between pieces', [piece([0, 0], [1, 2], [1, 2]), piece([2, 0], [1, 2], [5, 6])]],
    ['pieces that overlap', [piece([0, 0], [2, 2], [1, 2, 3, 4]), piece([1, 0], [1, 2], [5, 6])]],
    ['a piece that is outside', [piece([2, 0], [2, 2], [1, 2, 3, 4]), piece([0, 0], [1, 2], [5, 6])]],
    ['pieces of several dtypes', [piece([0, 0], [1, 2], [1, 2]), { ...piece([1, 0], [2, 2], [1, 2, 3, 4]), dtype: 'int8' as const }]],
    ['a name twice', [byte('a'), byte('a')]],
    ['an empty tensor twice', [1, 2].map(() => ({ ...byte('a'), shape: [0], data: new Uint8Array(0) }))],
    ['data of another size', [{ ...byte('a'), shape: [2] }]],
    ['strings as data', [{ ...byte('a'), data: [Uint8Array.of(1)] }]],
  ])('refuses %s', async (_, tensors) => {
    await expect(written(tensors)).rejects.toSatisfy(InvalidArgumentError.isInstance);
  });

  it.each(['string', 'complex128', 'qint8', 'quint16', 'int4'] as const)('names the tensor whose dtype is %s', async (dtype) => {
    const writing = written([{ ...byte('scope/t'), dtype }]);
    await expect(writing).rejects.toSatisfy(UnimplementedError.isInstance);
    await expect(writing).rejects.toThrow(`Tensor scope/t has the dtype ${dtype}`);
  });

  it.each(['__metadata__', 'a\udc80'])('refuses the name %j', async (name) => {
    await expect(written([byte(name)])).rejects.toSatisfy(UnimplementedError.isInstance);
  });

  it('refuses metadata that are no texts', async () => {
    await expect(written([], { metadata: { step: 5 as unknown as string } })).rejects.toSatisfy(InvalidArgumentError.isInstance);
    await expect(written([], { metadata: { step: '\ud800' } })).rejects.toSatisfy(InvalidArgumentError.isInstance);
  });

  it('leaves the file as it was when it fails or is ended', async () => {
    const files = memoryFiles();
    const place = { files, path: 'm' };
    await writeSafetensors(place, [byte('a')]);
    const before = await readFile(files, 'm');
    const failure = new Error('no data');
    const fails = { ...byte('b'), data: () => Promise.reject(failure) };
    await expect(writeSafetensors(place, [byte('a', 2), fails])).rejects.toBe(failure);
    await expect(writeSafetensors(place, [byte('a', 2)], { signal: AbortSignal.abort(failure) })).rejects.toBe(failure);
    expect(await readFile(files, 'm')).toEqual(before);
  });

  it('begins data at a multiple of 8 bytes', async () => {
    for (const name of ['a', 'ab', 'abc', 'abcdefgh']) {
      const file = await written([byte(name)]);
      expect((file.length - 1) % 8).toBe(0);
    }
  });

  it('ends a record with the header and with every tensor, for files that store records', async () => {
    const memory = memoryFiles();
    const events: (number | 'end')[] = [];
    const files: FileSystem = {
      ...memory,
      create: async (path) => {
        const file = await memory.create(path);
        const write = (bytes: Uint8Array): Promise<void> => {
          events.push(bytes.length);
          return file.write(bytes);
        };
        return { ...file, write, endRecord: () => void events.push('end') };
      },
    };
    await writeSafetensors({ files, path: 'm' }, [byte('a', 2), byte('b')]);
    expect(events).toEqual([expect.any(Number), 'end', 1, 'end', 1, 'end']);
  });
});
