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

/** The format that the name of a new file asks for; a name that is neither is the prefix of a TensorFlow checkpoint. */
export function formatOf(path: string): Format {
  if (path.endsWith('.safetensors')) return 'safetensors';
  return path.endsWith('.json') ? 'tfjs' : 'tensorflow';
}
