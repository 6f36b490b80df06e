import type { Tensor } from '@tensorflow/tfjs-core';
import {
  dtypeInfo,
  numElements,
  shapesCompatible,
  STORED_DTYPE_BYTES,
  type DTypeInfo,
  type Shape,
  type StoredTensor,
  type TensorData,
  type TensorReader,
} from '@varscope/spec';
import type { GraphVariable } from '@varscope/store';
import type { StorageArray } from './convert-values.js';
import { sliceOf, type RestoreTarget } from './restore-target.js';
import { allocateTensor, type TensorMemory } from './tensor-memory.js';
import { tensorOfData } from './tensor-of-data.js';

/** How values are read. */
export interface ReadValuesOptions {
  /** Whether every variable is read by itself. */
  readonly oneByOne?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Bytes that are read at a time beyond what the variables take: enough that files are read in long runs. */
const BUFFER_BYTES = 64 * 2 ** 20;

/**
 * Reads the values of variables, and hands each over as a tensor, which is disposed afterwards. Numbers that are stored
 * as the backend keeps them are read straight into its memory. At most 64 MiB (or the largest value) are held beside what the
 * variables take in the end: the values of variables that have none yet are theirs, and do not count.
 * @throws DataLossError, ValueRangeError: variables that were handed over before keep their new values.
 */
export async function readValues(
  reader: TensorReader,
  targets: readonly RestoreTarget[],
  accept: (variable: GraphVariable, value: Tensor) => void,
  options: ReadValuesOptions = {},
): Promise<void> {
  const values = targets.map((target) => incoming(target, reader.tensors.get(target.tensor) as StoredTensor)); // they were planned with it
  for (const batch of batches(values, options.oneByOne === true ? 0 : BUFFER_BYTES)) await readBatch(reader, batch, accept, options);
}

/** A value that is to be read. */
interface Incoming {
  readonly target: RestoreTarget;
  readonly stored: StoredTensor;
  readonly shape: Shape;
  /** The declared dtype of the variable. */
  readonly info: DTypeInfo;
  /** Whether the bytes are those of the variable. */
  readonly isDirect: boolean;
  /** What reading it takes beyond what the variables take. */
  readonly extraBytes: number;
}

const DIRECT: ReadonlySet<string> = new Set(['float32', 'int32', 'bool']);

function incoming(target: RestoreTarget, stored: StoredTensor): Incoming {
  const { variable } = target;
  const shape = sliceOf(target)?.shape ?? (shapesCompatible(variable.declaredShape, stored.shape) ? stored.shape : variable.shape);
  const isDirect = stored.dtype === variable.declaredDtype && DIRECT.has(stored.dtype);
  const bytes = numElements(shape) * (STORED_DTYPE_BYTES.get(stored.dtype) ?? 1);
  return {
    target,
    stored,
    shape,
    info: dtypeInfo(variable.declaredDtype) as DTypeInfo, // a dtype of the table
    isDirect,
    extraBytes: isDirect && !variable.isInitialized ? 0 : bytes,
  };
}

function* batches(values: readonly Incoming[], limit: number): Generator<Incoming[]> {
  let batch: Incoming[] = [];
  let bytes = 0;
  for (const value of values) {
    if (batch.length > 0 && bytes + value.extraBytes > limit) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(value);
    bytes += value.extraBytes;
  }
  if (batch.length > 0) yield batch;
}

async function readBatch(
  reader: TensorReader,
  batch: readonly Incoming[],
  accept: (variable: GraphVariable, value: Tensor) => void,
  { signal }: ReadValuesOptions,
): Promise<void> {
  const memories: (TensorMemory | null)[] = [];
  try {
    // All memory before anything is read: what is allocated later may move what is there.
    for (const { isDirect, shape, info } of batch) {
      memories.push(isDirect ? allocateTensor(shape, info.storage as 'float32') : null); // or another of `DIRECT`
    }
    const data: (TensorData | null)[] = await readInto(reader, batch, memories, signal);
    for (const [index, value] of batch.entries()) {
      const made = memories[index]?.finish() ?? converted(value, data[index] as TensorData); // one of the two
      memories[index] = data[index] = null;
      try {
        accept(value.target.variable, made);
      } finally {
        made.dispose();
      }
    }
  } finally {
    for (const memory of memories) memory?.release();
  }
}

/** Reads a batch, and what was read into memory that was moved meanwhile again. */
async function readInto(
  reader: TensorReader,
  batch: readonly Incoming[],
  memories: readonly (TensorMemory | null)[],
  signal: AbortSignal | undefined,
): Promise<TensorData[]> {
  for (;;) {
    const places = memories.map((memory) => memory && bytesOf(memory.values()));
    const lengths = places.map((place) => place?.byteLength);
    const isMoved = (): boolean => places.some((place, index) => place?.byteLength !== lengths[index]);
    try {
      const requests = batch.map(({ target }, index) => ({
        name: target.tensor,
        slice: sliceOf(target),
        into: places[index] ?? undefined,
      }));
      const data = await reader.readAll(requests, { signal });
      if (!isMoved()) return data;
    } catch (error) {
      if (!isMoved()) throw error;
    }
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: StorageArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function converted({ target, stored, shape, info }: Incoming, data: TensorData): Tensor {
  return tensorOfData(data, stored.dtype, shape, info, target.variable.op.name);
}
