import { InvalidArgumentError } from '@varscope/spec/errors';

/** The formats that can be written. */
export const FORMATS = ['tensorflow', 'safetensors', 'tfjs'] as const;
export type Format = (typeof FORMATS)[number];

/** How formats that are read are called. */
const TITLES: ReadonlyMap<string, string> = new Map([
  ['tensorflow-v2', 'TensorFlow checkpoint (V2)'],
  ['tensorflow-v1', 'TensorFlow checkpoint (V1)'],
  ['safetensors', 'safetensors file'],
  ['tfjs', 'TensorFlow.js weights manifest'],
]);

/** The name of a reader's format for people. */
export function titleOf(format: string): string {
  return TITLES.get(format) ?? format;
}

/** What names of other formats, and of the files of a TensorFlow checkpoint, end in. */
const OF_OTHERS = /\.(bin|gguf|h5|hdf5|index|keras|npy|npz|onnx|pb|pt|pth|tflite)$|\.data-\d{5}-of-\d{5}$/i;

/**
 * The format that the name of a new file asks for; a name that is neither is the prefix of a TensorFlow checkpoint.
 * @throws InvalidArgumentError for a name that promises something else.
 */
export function formatOf(path: string): Format {
  if (OF_OTHERS.test(path)) {
    throw new InvalidArgumentError('The name of the output is that of a format that is not written. End it in .safetensors or .json, name the prefix of a TensorFlow checkpoint, or give --to.', { file: path });
  }
  if (path.endsWith('.safetensors')) return 'safetensors';
  return path.endsWith('.json') ? 'tfjs' : 'tensorflow';
}
