import { writeFile } from '@varscope/files';
import { numElements, STORED_DTYPE_BYTES, type FileSystem, type TensorData, type WritableFile } from '@varscope/spec';
import type { TensorSource } from '../tensor-source.js';

/** As `model.save` of TensorFlow.js cuts its files, so that browsers cache them. */
const SHARD_BYTES = 4 * 1024 * 1024;
/** All files are open until the last is complete. */
const MOST_SHARDS = 100;
const LENGTH_BYTES = 4;

/** How the files of a manifest beside it are called: `model-00001.bin` beside `model.json`. */
export function shardPath(path: string, index: number): string {
  return `${path.replace(/\.json$/, '')}-${String(index + 1).padStart(5, '0')}.bin`;
}

/**
 * Writes a `model.json` with a weights manifest, and its files beside it. They take their names when all are complete,
 * the manifest last. It has no topology: `tf.io.loadWeights` reads it, but for strings, which only `tf.io.decodeWeights` does.
 * @param tensors Their dtypes are those of TensorFlow.js, or float16, which it restores as float32.
 */
export async function writeWeightsManifest(files: FileSystem, path: string, tensors: readonly TensorSource[]): Promise<void> {
  const ordered = stringsLast(tensors);
  const shards: WritableFile[] = [];
  try {
    await writeShards(ordered, async () => {
      const shard = await files.create(shardPath(path, shards.length));
      shards.push(shard);
      return shard;
    });
    for (const shard of shards) await shard.commit();
  } catch (error) {
    for (const shard of shards) await shard.abort();
    throw error;
  }
  const paths = shards.map((shard) => shard.path.slice(shard.path.lastIndexOf('/') + 1));
  const manifest = { format: 'weights', generatedBy: 'varscope', weightsManifest: [{ paths, weights: ordered.map(describe) }] };
  await writeFile(files, path, new TextEncoder().encode(`${JSON.stringify(manifest, null, 1)}\n`));
}

/** `tf.io.loadWeights` takes strings for weights of no bytes: what lies behind them it would read from a wrong place. */
function stringsLast(tensors: readonly TensorSource[]): TensorSource[] {
  return [...tensors.filter(({ dtype }) => dtype !== 'string'), ...tensors.filter(({ dtype }) => dtype === 'string')];
}

function describe({ name, shape, dtype }: TensorSource): object {
  return dtype === 'float16' ? { name, shape, dtype: 'float32', quantization: { dtype } } : { name, shape, dtype };
}

/** Writes one tensor after the other, and begins another file where one is full. */
async function writeShards(tensors: readonly TensorSource[], nextShard: () => Promise<WritableFile>): Promise<void> {
  const total = tensors.reduce((sum, { shape, dtype }) => sum + numElements(shape) * (STORED_DTYPE_BYTES.get(dtype) ?? 0), 0);
  const capacity = Math.max(SHARD_BYTES, Math.ceil(total / MOST_SHARDS));
  let shard = await nextShard();
  let room = capacity;
  for (const tensor of tensors) {
    const bytes = encode(await tensor.read());
    for (let place = 0; place < bytes.length; ) {
      if (room === 0) {
        shard = await nextShard();
        room = capacity;
      }
      const part = bytes.subarray(place, place + room);
      await shard.write(part);
      place += part.length;
      room -= part.length;
    }
  }
}

/** Strings with their lengths before them. */
function encode(data: TensorData): Uint8Array {
  if (data instanceof Uint8Array) return data;
  const bytes = new Uint8Array(data.reduce((sum, string) => sum + LENGTH_BYTES + string.length, 0));
  const view = new DataView(bytes.buffer);
  let place = 0;
  for (const string of data) {
    view.setUint32(place, string.length, true);
    bytes.set(string, place + LENGTH_BYTES);
    place += LENGTH_BYTES + string.length;
  }
  return bytes;
}
