import { localFiles } from '@varscope/files';
import type { TensorToWrite } from '@varscope/spec/tensor-reader';
import { encodeHeader } from './encode-header.js';
import { gatherTensors } from './gather-tensors.js';
import type { PlacedFile } from './safetensors-location.js';
import { wholeData } from './whole-data.js';

/** What a file of tensors gets beside them, and how its writing is watched. */
export interface WriteSafetensorsOptions {
  /** Texts that describe the file; `{ format: 'pt' }` is what some programs ask for. */
  readonly metadata?: ReadonlyMap<string, string> | Readonly<Record<string, string>> | undefined;
  /** Called after each tensor or piece that has been written. */
  readonly onTensor?: ((tensor: TensorToWrite) => void) | undefined;
  /** Ends the writing with the reason of the signal: the file is then as it was before. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes a safetensors file, which is at its path when it is complete, in place of one that was there. The bytes are
 * those that the reference implementation writes, whatever the order of the tensors: larger dtypes first, then by name.
 * Data that functions give is in memory one tensor at a time; pieces are put together.
 * @throws UnimplementedError naming the tensor for a dtype or a name that the format has not; InvalidArgumentError
 * when names or pieces collide, or data has another size than shape and dtype say.
 * @example
 * ```ts
 * await writeSafetensors('model.safetensors', [{ name: 'bias', dtype: 'float32', shape: [2], data: new Uint8Array(8) }]);
 * ```
 */
export async function writeSafetensors(
  location: string | PlacedFile,
  tensors: Iterable<TensorToWrite>,
  { metadata = {}, onTensor, signal }: WriteSafetensorsOptions = {},
): Promise<void> {
  const { files, path } = typeof location === 'string' ? { files: localFiles(), path: location } : location;
  const gathered = gatherTensors(tensors, path);
  const header = encodeHeader(gathered, metadata instanceof Map ? metadata : new Map(Object.entries(metadata)), path);
  const file = await files.create(path);
  try {
    await file.write(header);
    file.endRecord?.();
    for (const tensor of gathered) {
      signal?.throwIfAborted();
      await file.write(await wholeData(tensor, path));
      file.endRecord?.();
      if (onTensor !== undefined) tensor.pieces.forEach((piece) => onTensor(piece));
    }
    await file.commit();
  } catch (error) {
    await file.abort();
    throw error;
  }
}
