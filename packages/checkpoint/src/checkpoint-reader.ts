import type { Tensor } from '@tensorflow/tfjs-core';
import { dtypeInfo, type DTypeInfo, type Shape, type StoredDType, type StoredTensor, type TensorReader, type TensorSlice } from '@varscope/spec';
import { TensorNotFoundError, UnimplementedError } from '@varscope/spec/errors';
import { nearestTensors } from './nearest-tensors.js';
import { storedValues, type StoredValues } from './stored-values.js';
import { tensorOfData } from './tensor-of-data.js';

/**
 * The tensors of a checkpoint by name: `tf.train.NewCheckpointReader`, made by `loadCheckpoint`. Values are read when they
 * are asked for; `close` it in the end.
 */
export class CheckpointReader {
  /** As it was opened. */
  readonly path: string;
  readonly #reader: TensorReader;

  constructor(path: string, reader: TensorReader) {
    this.path = path;
    this.#reader = reader;
  }

  hasTensor(name: string): boolean {
    return this.#reader.tensors.has(name);
  }

  /** Of partitioned tensors, the shape of the whole. */
  getVariableToShapeMap(): Map<string, Shape> {
    return new Map(Array.from(this.#reader.tensors, ([name, { shape }]) => [name, shape]));
  }

  getVariableToDtypeMap(): Map<string, StoredDType> {
    return new Map(Array.from(this.#reader.tensors, ([name, { dtype }]) => [name, dtype]));
  }

  /**
   * The value of a tensor, or a block of it, in the storage that a variable of its dtype has: a new tensor, owned by the
   * caller. Quantized integers, and those of four bits, become int32.
   * @throws TensorNotFoundError with the nearest names; ValueRangeError when a number of 64 bits does not fit into the
   * storage, as `getValues` has no need to; UnimplementedError for float8.
   */
  async getTensor(name: string, slice?: TensorSlice): Promise<Tensor> {
    const { dtype, shape } = this.#find(name);
    const info = dtypeInfo(dtype) ?? integers(dtype, name);
    const data = await this.#reader.read({ name, slice });
    return tensorOfData(data, dtype, slice?.shape ?? shape, info, name);
  }

  /** The value of a tensor, or a block of it, exactly: a `BigInt64Array` of int64, a `Float64Array` of float64. */
  async getValues(name: string, slice?: TensorSlice): Promise<StoredValues> {
    const { dtype } = this.#find(name);
    return storedValues(dtype, await this.#reader.read({ name, slice }));
  }

  /** Every tensor with its dtype and shape, a line each. */
  debugString(): string {
    return Array.from(this.#reader.tensors, ([name, { dtype, shape }]) => `${name} (${dtype}) [${shape.join(',')}]`).join('\n');
  }

  /** Closes the files. A second call does nothing. */
  async close(): Promise<void> {
    await this.#reader.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #find(name: string): StoredTensor {
    const found = this.#reader.tensors.get(name);
    if (found !== undefined) return found;
    const nearest = nearestTensors(name, this.#reader.tensors.keys());
    throw new TensorNotFoundError(`Key ${name} not found in checkpoint`, { variable: name, file: this.path, nearest });
  }
}

function integers(dtype: StoredDType, name: string): DTypeInfo {
  if (!dtype.startsWith('float8')) return dtypeInfo('int32') as DTypeInfo; // in the table
  throw new UnimplementedError(`TensorFlow.js has nothing for ${dtype}; getValues gives its bits.`, { variable: name });
}
