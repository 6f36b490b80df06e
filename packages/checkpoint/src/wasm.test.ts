/** Values go straight into the memory of the wasm backend. */
import { engine, memory } from '@tensorflow/tfjs-core';
import { initializeWasm } from '@varscope/backend-wasm';
import { memoryFiles } from '@varscope/files';
import { WRITABLE_TENSORS, type FileSystem, type MakeWritableTensor } from '@varscope/spec';
import { Graph, Variable } from '@varscope/store';
import { beforeAll, expect, it } from 'vitest';
import { Saver } from './saver.js';

beforeAll(async () => {
  await initializeWasm();
});

const VALUES = Array.from({ length: 3000 }, (_, index) => index / 7);

async function saved(): Promise<Map<string, Uint8Array>> {
  const contents = new Map<string, Uint8Array>();
  using graph = new Graph();
  const variables = graph.run(() => [
    new Variable(new Float32Array(VALUES), { name: 'a' }),
    new Variable(Int32Array.of(1, -2, 3), { name: 'b' }),
    new Variable(new Float32Array(VALUES.length).fill(5), { name: 'c', dtype: 'float16' }),
    new Variable([true, false], { name: 'd' }),
  ]);
  await new Saver(variables, { files: memoryFiles(contents) }).save('m');
  return contents;
}

function neverRun(): never {
  throw new Error('An initializer has run.');
}

const make = (graph: Graph): Variable[] =>
  graph.run(() => [
    new Variable(neverRun, { name: 'a', shape: [3000], dtype: 'float32' }),
    new Variable(neverRun, { name: 'b', shape: [3], dtype: 'int32' }),
    new Variable(neverRun, { name: 'c', shape: [3000], dtype: 'float16' }),
    new Variable(neverRun, { name: 'd', shape: [2], dtype: 'bool' }),
  ]);

function expectValues([a, b, c, d]: readonly Variable[]): void {
  expect(a?.dataSync()).toEqual(new Float32Array(VALUES));
  expect(b?.dataSync()).toEqual(Int32Array.of(1, -2, 3));
  expect(c?.dataSync()).toEqual(new Float32Array(3000).fill(5));
  expect(Array.from(d?.dataSync() ?? [])).toEqual([1, 0]);
}

it('reads into the heap, and leaves nothing beside the variables', async () => {
  const files = memoryFiles(await saved());
  const heaps = new Set<ArrayBufferLike>();
  const watched: FileSystem = {
    ...files,
    open: async (path) => {
      const file = await files.open(path);
      return {
        ...file,
        readSync: (offset, into) => {
          heaps.add(into.buffer);
          file.readSync?.(offset, into);
        },
      };
    },
  };
  using graph = new Graph({ initialization: 'deferred' });
  const variables = make(graph);
  const before = memory().numTensors;
  await new Saver(variables, { files: watched }).restore('m');
  expect(memory().numTensors).toBe(before + variables.length);
  expectValues(variables);
  expect([...heaps].some((heap) => heap.byteLength >= 2 ** 20)).toBe(true);
});

it('reads again what was read while the heap moved', async () => {
  const contents = await saved();
  const files = memoryFiles(contents);
  let grown = 0;
  // A file that takes its time, as those of browsers do, and writes into what it was given in the end.
  const slow: FileSystem = {
    ...files,
    open: async (path) => {
      const { readSync: _, ...file } = await files.open(path);
      return {
        ...file,
        read: async (offset, into) => {
          if (path.includes('data') && grown++ < 2) growHeap();
          if (into.length > 0) await file.read(offset, into);
        },
      };
    },
  };
  using graph = new Graph({ initialization: 'deferred' });
  const variables = make(graph);
  await new Saver(variables, { files: slow }).restore('m');
  expectValues(variables);
  expect(grown).toBeGreaterThan(2);
});

/** Has the backend take more memory than there is, which moves all of it. */
function growHeap(): void {
  const backend = engine().backend as { [WRITABLE_TENSORS]?: MakeWritableTensor };
  const makeTensor = backend[WRITABLE_TENSORS] as MakeWritableTensor; // the adapter offers it
  const { tensor, memory: heap } = makeTensor([1], 'float32');
  const size = heap.buffer.byteLength;
  tensor.dispose();
  makeTensor([size / 4], 'float32').tensor.dispose();
  expect(heap.buffer.byteLength).toBeGreaterThan(size);
}
