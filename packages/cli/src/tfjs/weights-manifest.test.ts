/** Weights that TensorFlow.js reads and writes itself. */
import '@tensorflow/tfjs-backend-cpu';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { complex, dispose, io, tensor, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core';
import type { StoredDType, TensorData, TensorToWrite } from '@varscope/spec';
import { openTensorBundle, writeTensorBundle } from '@varscope/tensor-bundle';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runVarscope } from '../run-varscope.js';

let folder: string;
beforeEach(() => {
  folder = `${mkdtempSync(`${tmpdir()}/varscope-weights-`)}/`;
});
afterEach(() => rmSync(folder, { recursive: true }));

async function convert(from: string, to: string): Promise<void> {
  let errors = '';
  const terminal = { print: () => undefined, printError: (text: string) => (errors += text), columns: 80 };
  const exitCode = await runVarscope(['convert', folder + from, folder + to], terminal);
  expect([exitCode, errors]).toEqual([0, '']);
}

function bytesOf(values: ArrayBufferView<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function readManifest(): io.WeightsManifestConfig {
  return (JSON.parse(readFileSync(`${folder}m.json`, 'utf8')) as io.ModelJSON).weightsManifest;
}

/** A file in a buffer of its own. */
function readBuffer(name: string): ArrayBuffer {
  return Uint8Array.from(readFileSync(folder + name)).buffer;
}

/** Gives the weights, or those of these names, as `tf.io.loadWeights` does, which fetches them. */
function loadWeights(names?: string[]): Promise<NamedTensorMap> {
  const load = io.weightsLoaderFactory((paths) => Promise.resolve(paths.map((path) => readBuffer(path.slice(folder.length)))));
  return load(readManifest(), folder, names);
}

/** Gives all weights as the handlers of `tf.loadLayersModel` and `tf.loadGraphModel` do. */
function decodeWeights(): NamedTensorMap {
  const manifest = readManifest();
  const buffers = manifest.flatMap(({ paths }) => paths.map(readBuffer));
  return io.decodeWeights(buffers, manifest.flatMap(({ weights }) => weights));
}

/** A tensor's dtype, shape and elements: complex numbers are two, and strings bytes. Of many there is a hash. */
async function shown(value: Tensor): Promise<unknown> {
  if (value.dtype === 'string') return [value.dtype, value.shape, await value.bytes()];
  const elements = await value.data<'float32'>();
  return [value.dtype, value.shape, elements.length > 1000 ? hashOf(elements) : Array.from(elements)];
}

function hashOf(elements: Float32Array | Int32Array): string {
  return createHash('sha256').update(elements).digest('hex');
}

async function shownAll(tensors: NamedTensorMap): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(tensors)) all[name] = await shown(value);
  dispose(tensors);
  return all;
}

const NUMBERS: readonly (readonly [StoredDType, ArrayBufferView<ArrayBuffer>, ...expected: unknown[]])[] = [
  ['float32', Float32Array.of(1.5, -0, Infinity, 1e-45), 'float32', [1.5, -0, Infinity, 1.401298464324817e-45]],
  ['float16', Uint16Array.of(0x3c00, 0x7bff, 0x8001, 0xfc00), 'float32', [1, 65504, -(2 ** -24), -Infinity]],
  ['bfloat16', Uint16Array.of(0x3f80, 0xc049, 0, 0x7f80), 'float32', [1, -3.140625, 0, Infinity]],
  ['float8_e5m2', Uint8Array.of(0x3c, 0x7b, 0x80, 1), 'float32', [1, 57344, -0, 2 ** -16]],
  ['float8_e4m3fn', Uint8Array.of(0x38, 0x7e, 0x80, 1), 'float32', [1, 448, -0, 2 ** -9]],
  ['int8', Int8Array.of(-128, -1, 0, 127), 'int32', [-128, -1, 0, 127]],
  ['int16', Int16Array.of(-32768, -1, 0, 32767), 'int32', [-32768, -1, 0, 32767]],
  ['int32', Int32Array.of(-(2 ** 31), -1, 0, 2 ** 31 - 1), 'int32', [-(2 ** 31), -1, 0, 2 ** 31 - 1]],
  ['int64', BigInt64Array.of(-(2n ** 31n), -1n, 0n, 2n ** 31n - 1n), 'int32', [-(2 ** 31), -1, 0, 2 ** 31 - 1]],
  ['uint8', Uint8Array.of(0, 1, 128, 255), 'int32', [0, 1, 128, 255]],
  ['uint16', Uint16Array.of(0, 1, 32768, 65535), 'int32', [0, 1, 32768, 65535]],
  ['uint32', Uint32Array.of(0, 1, 2, 2 ** 31 - 1), 'int32', [0, 1, 2, 2 ** 31 - 1]],
  ['uint64', BigUint64Array.of(0n, 1n, 2n, 2n ** 31n - 1n), 'int32', [0, 1, 2, 2 ** 31 - 1]],
  ['bool', Uint8Array.of(0, 1, 1, 0), 'bool', [0, 1, 1, 0]],
];
const COMPLEX = Float32Array.of(1, -2, 0.5, Infinity);
const STRINGS = [utf8('多'), new Uint8Array(0), Uint8Array.of(255, 0, 10)];
/** Three files of weights, the ends of two of them within this one. */
const LONG = Int32Array.from({ length: 2_500_001 }, (_, index) => index * 7);

describe('TensorFlow.js', () => {
  beforeEach(async () => {
    const numbers = NUMBERS.map(([dtype, values]): TensorToWrite => ({ name: `n/${dtype}`, dtype, shape: [2, 2], data: bytesOf(values) }));
    await writeTensorBundle(`${folder}a.ckpt`, [
      { name: 'a/strings', dtype: 'string', shape: [3], data: STRINGS },
      { name: 'a/no strings', dtype: 'string', shape: [0], data: [] },
      { name: 'complex', dtype: 'complex64', shape: [2], data: bytesOf(COMPLEX) },
      { name: 'empty', dtype: 'float32', shape: [0, 3], data: new Uint8Array(0) },
      { name: 'long', dtype: 'int32', shape: [LONG.length], data: bytesOf(LONG) },
      ...numbers,
      { name: 'scalar', dtype: 'float32', shape: [], data: bytesOf(Float32Array.of(7)) },
    ]);
    await convert('a.ckpt', 'm.json');
    expect(readdirSync(folder).filter((name) => name.endsWith('.bin'))).toHaveLength(3);
  });

  const expected: Record<string, unknown> = {
    complex: ['complex64', [2], [...COMPLEX]],
    empty: ['float32', [0, 3], []],
    long: ['int32', [LONG.length], hashOf(LONG)],
    scalar: ['float32', [], [7]],
    ...Object.fromEntries(NUMBERS.map(([name, , dtype, values]) => [`n/${name}`, [dtype, [2, 2], values]])),
  };

  it('decodes all weights that are written, of any dtype and in several files', async () => {
    expect(await shownAll(decodeWeights())).toEqual({
      ...expected,
      'a/strings': ['string', [3], STRINGS],
      'a/no strings': ['string', [0], []],
    });
  });

  it('loads those that are no strings', async () => {
    expect(await shownAll(await loadWeights(Object.keys(expected)))).toEqual(expected);
    expect(await shownAll(await loadWeights())).toMatchObject(expected);
  });
});

describe('a checkpoint has what TensorFlow.js encodes', () => {
  it('of every dtype, in groups of several files', async () => {
    const [real, imaginary] = [tensor([1, 0.5]), tensor([-2, 3])];
    const groups: readonly NamedTensorMap[] = [
      { f: tensor([1.5, -0, 1e-45]), s: tensor(['a', '', '多'], [3], 'string'), i: tensor([[-(2 ** 31)], [2 ** 31 - 1]], [2, 1], 'int32') },
      { b: tensor([true, false], [2], 'bool'), c: complex(real, imaginary), e: tensor([], [0, 2]), 'scope/x': tensor(3) },
    ];
    const weightsManifest: io.WeightsManifestConfig = [];
    for (const [index, group] of groups.entries()) {
      const { data, specs } = await io.encodeWeights(group);
      const half = data.byteLength >> 1; // in the middle of an element
      const paths = [`g${index}-1.bin`, `g${index}-2.bin`];
      writeFileSync(folder + paths[0]!, new Uint8Array(data, 0, half));
      writeFileSync(folder + paths[1]!, new Uint8Array(data, half));
      weightsManifest.push({ paths, weights: specs });
    }
    dispose([real, imaginary, ...groups.flatMap((group) => Object.values(group))]);
    writeFileSync(`${folder}m.json`, JSON.stringify({ modelTopology: {}, weightsManifest }));
    await convert('m.json', 'a.ckpt');
    const expected: Record<string, readonly [StoredDType, readonly number[], TensorData]> = {
      f: ['float32', [3], bytesOf(Float32Array.of(1.5, -0, 1e-45))],
      s: ['string', [3], [utf8('a'), new Uint8Array(0), utf8('多')]],
      i: ['int32', [2, 1], bytesOf(Int32Array.of(-(2 ** 31), 2 ** 31 - 1))],
      b: ['bool', [2], Uint8Array.of(1, 0)],
      c: ['complex64', [2], bytesOf(Float32Array.of(1, -2, 0.5, 3))],
      e: ['float32', [0, 2], new Uint8Array(0)],
      'scope/x': ['float32', [], bytesOf(Float32Array.of(3))],
    };
    const reader = await openTensorBundle(`${folder}a.ckpt`);
    expect([...reader.tensors.keys()].sort()).toEqual(Object.keys(expected).sort());
    for (const [name, [dtype, shape, data]] of Object.entries(expected)) {
      expect(reader.tensors.get(name)).toMatchObject({ dtype, shape });
      expect(await reader.read({ name })).toEqual(data);
    }
    await reader.close();
  });
});
