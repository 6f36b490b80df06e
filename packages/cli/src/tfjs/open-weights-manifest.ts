import { numElements, type FileSystem, type ReadableFile, type StoredTensor, type TensorData, type TensorReader, type TensorRequest, type TensorSlice } from '@varscope/spec';
import { blockRuns, commonBlock, readRuns, wantedBlock, wholeSlice } from '@varscope/spec/codec';
import { DataLossError, nearestNames, TensorNotFoundError } from '@varscope/spec/errors';
import { CODECS } from '../elements/codecs.js';
import { concatenatedFile } from './concatenated-file.js';
import type { ManifestGroup, ManifestWeight, Quantization } from './parse-weights-manifest.js';

/** A weight, and where its bytes are in the files of its group. */
interface PlacedWeight extends ManifestWeight {
  readonly file: ReadableFile;
  readonly begin: number;
  /** Bytes that it takes there. */
  readonly size: number;
}

/** The length of a string comes before it. */
const LENGTH_BYTES = 4;

/**
 * Opens the weights of a `model.json` of TensorFlow.js, whatever the model is. Quantized weights are given in their
 * dtype, as TensorFlow.js restores them.
 * @throws FileNotFoundError when a file of weights is missing; DataLossError when one is too short.
 */
export async function openWeightsManifest(files: FileSystem, path: string, groups: readonly ManifestGroup[]): Promise<TensorReader> {
  const opened: ReadableFile[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((file) => file.close()));
  };
  const weights = new Map<string, PlacedWeight>();
  try {
    for (const group of groups) {
      const first = opened.length;
      for (const name of group.paths) opened.push(await files.open(pathBeside(path, name)));
      for (const weight of await placeWeights(group, concatenatedFile(path, opened.slice(first)))) {
        if (weights.has(weight.name)) throw new DataLossError(`The weight ${weight.name} is there twice.`, { file: path, variable: weight.name });
        weights.set(weight.name, weight);
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  const read = async (request: TensorRequest): Promise<TensorData> => {
    const { name, into } = request;
    const weight = weights.get(name);
    if (weight === undefined) throw new TensorNotFoundError(`Tensor ${name} not found in ${path}`, { file: path, variable: name, nearest: nearestNames(name, weights.keys()) });
    const data = await readWeight(weight, wantedBlock(request, weight, path).slice);
    if (into === undefined || !(data instanceof Uint8Array)) return data;
    into.set(data);
    return into;
  };
  return {
    format: 'tfjs',
    tensors: new Map(Array.from(weights.values(), listed)),
    metadata: new Map(),
    read,
    async readAll(requests, { onTensor, signal } = {}) {
      const all: TensorData[] = [];
      for (const request of requests) {
        signal?.throwIfAborted();
        const data = await read(request);
        onTensor?.(request, data);
        all.push(data);
      }
      return all;
    },
    close,
  };
}

function listed({ name, dtype, shape }: PlacedWeight): [string, StoredTensor] {
  return [name, { name, dtype, shape, slices: [] }];
}

function pathBeside(path: string, name: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1) + name;
}

/** The weights of a group with their places; it is refused if its files are too short. */
async function placeWeights({ weights }: ManifestGroup, file: ReadableFile): Promise<PlacedWeight[]> {
  const placed: PlacedWeight[] = [];
  let begin = 0;
  for (const weight of weights) {
    const size = weight.dtype === 'string' ? await stringsSize(weight, file, begin) : numElements(weight.shape) * storedSize(weight);
    if (begin + size > file.size) {
      throw new DataLossError(`The files of weights end before ${weight.name} does.`, {
        file: file.path, variable: weight.name, expected: `${begin + size} bytes`, found: `${file.size}`,
      });
    }
    placed.push({ ...weight, file, begin, size });
    begin += size;
  }
  return placed;
}

/** Bytes of an element as it is stored. */
function storedSize({ dtype, quantization }: ManifestWeight): number {
  const stored = quantization?.dtype ?? dtype;
  return stored === 'complex64' ? 8 : CODECS.get(stored)!.size; // strings are measured
}

async function stringsSize({ shape }: ManifestWeight, file: ReadableFile, begin: number): Promise<number> {
  let size = 0;
  for (let left = numElements(shape); left > 0; left--) {
    const length = new Uint8Array(LENGTH_BYTES);
    await file.read(begin + size, length);
    size += LENGTH_BYTES + new DataView(length.buffer).getUint32(0, true);
  }
  return size;
}

async function readWeight(weight: PlacedWeight, slice: TensorSlice): Promise<TensorData> {
  const { file, begin, size, shape, dtype, quantization } = weight;
  const runs = blockRuns(commonBlock(wholeSlice(shape), slice));
  if (dtype === 'string') {
    const bytes = new Uint8Array(size);
    await file.read(begin, bytes);
    const strings = splitStrings(bytes);
    return Array.from(runs).flatMap(({ from, length }) => strings.slice(from, from + length));
  }
  const elementBytes = storedSize(weight);
  const stored = new Uint8Array(numElements(slice.shape) * elementBytes);
  await readRuns(runs, elementBytes, (offset, into) => file.read(begin + offset, into), () => stored);
  return quantization === null ? stored : dequantize(stored, dtype, quantization);
}

function splitStrings(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer);
  const strings: Uint8Array[] = [];
  for (let place = 0; place < bytes.length; ) {
    const end = place + LENGTH_BYTES + view.getUint32(place, true);
    strings.push(bytes.subarray(place + LENGTH_BYTES, end));
    place = end;
  }
  return strings;
}

/** As TensorFlow.js does it: in float64, then rounded to float32, or to the nearest int32 with halves upwards. */
function dequantize(bytes: Uint8Array, dtype: ManifestWeight['dtype'], quantization: Quantization): Uint8Array {
  const values = CODECS.get(quantization.dtype)!.decode(bytes);
  if (quantization.dtype === 'float16') return new Uint8Array(new Float32Array(values).buffer);
  const restored = values.map((value) => value * quantization.scale + quantization.min);
  return new Uint8Array((dtype === 'int32' ? Int32Array.from(restored, Math.round) : new Float32Array(restored)).buffer);
}
