import type { StoredTensor, TensorReader } from '@varscope/spec';
import { openTensorBundle } from '@varscope/tensor-bundle';
import { nameBytes } from './name-bytes.js';

/** A checkpoint that is open, and its tensors by the bytes of their names in base64. */
export interface OpenedCheckpoint {
  readonly reader: TensorReader;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

/** Opens a checkpoint at the first of `uses` uses and closes it after the last: listing thousands of names for each is slow. */
export class SharedReader {
  readonly #location: string;
  #uses: number;
  #opened: Promise<OpenedCheckpoint> | undefined;

  constructor(location: string, uses: number) {
    this.#location = location;
    this.#uses = uses;
  }

  async use(body: (opened: OpenedCheckpoint) => void | Promise<void>): Promise<void> {
    this.#opened ??= openCheckpoint(this.#location);
    try {
      await body(await this.#opened);
    } finally {
      if (--this.#uses === 0) await this.#opened.then(({ reader }) => reader.close(), () => undefined);
    }
  }
}

async function openCheckpoint(location: string): Promise<OpenedCheckpoint> {
  const reader = await openTensorBundle(location);
  return { reader, tensors: new Map(Array.from(reader.tensors.values(), (tensor) => [nameBytes(tensor.name), tensor])) };
}
