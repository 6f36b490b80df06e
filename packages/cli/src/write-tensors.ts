import { nodeFiles } from '@varscope/files';
import { writeSafetensors } from '@varscope/safetensors';
import type { StoredDType, TensorToWrite } from '@varscope/spec';
import { UnimplementedError } from '@varscope/spec/errors';
import { writeTensorBundle } from '@varscope/tensor-bundle';
import { castSource } from './cast-source.js';
import type { Format } from './formats.js';
import type { TensorSource } from './tensor-source.js';
import { writeWeightsManifest } from './tfjs/write-weights-manifest.js';

/** What tensors of dtypes that TensorFlow.js has not become: it must hold every value. */
const TFJS_DTYPES: ReadonlyMap<StoredDType, StoredDType> = new Map<StoredDType, StoredDType>([
  ['float16', 'float16'], ['bfloat16', 'float32'], ['float8_e5m2', 'float32'], ['float8_e4m3fn', 'float32'],
  ['int8', 'int32'], ['int16', 'int32'], ['int64', 'int32'], ['uint8', 'int32'], ['uint16', 'int32'], ['uint32', 'int32'], ['uint64', 'int32'],
  ['float32', 'float32'], ['int32', 'int32'], ['bool', 'bool'], ['string', 'string'], ['complex64', 'complex64'],
]);

/** Writes tensors, one at a time. Partitioned ones stay so where the format knows slices. */
export async function writeTensors(
  path: string,
  format: Format,
  tensors: readonly TensorSource[],
  metadata: ReadonlyMap<string, string>,
): Promise<void> {
  const files = nodeFiles();
  switch (format) {
    case 'tensorflow':
      await writeTensorBundle({ files, path }, tensors.flatMap(slicesToWrite));
      return;
    case 'safetensors':
      await writeSafetensors({ files, path }, tensors.map(wholeToWrite), { metadata });
      return;
    case 'tfjs':
      await writeWeightsManifest(files, path, tensors.map(forTfjs));
  }
}

function wholeToWrite(source: TensorSource): TensorToWrite {
  const { name, dtype, shape } = source;
  return { name, dtype, shape, data: () => source.read() };
}

function slicesToWrite(source: TensorSource): TensorToWrite[] {
  const { name, dtype, shape, slices } = source;
  if (slices.length === 0) return [wholeToWrite(source)];
  return slices.map((slice) => ({ name, dtype, shape, slice, data: () => source.read(slice) }));
}

function forTfjs(source: TensorSource): TensorSource {
  const dtype = TFJS_DTYPES.get(source.dtype);
  if (dtype !== undefined) return castSource(source, dtype);
  throw new UnimplementedError(`Tensor ${source.name} has the dtype ${source.dtype}, which TensorFlow.js does not have.`, {
    variable: source.name,
    expected: `a cast (--dtype float32), or that it is left out (--exclude)`,
  });
}
