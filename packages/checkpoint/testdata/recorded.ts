import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DType } from '@varscope/spec';

/** A tensor of a recorded checkpoint: its little-endian bytes, `null` where only a sum of them was recorded. */
export interface RecordedTensor {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array | null;
}

/** A checkpoint that TensorFlow wrote. */
export interface RecordedCheckpoint {
  readonly prefix: string;
  readonly tensors: ReadonlyMap<string, RecordedTensor>;
  /** Of checkpoints of training: the variables of the graph, and where each is stored. */
  readonly variables: readonly {
    readonly variable: string;
    readonly checkpoint_key: string;
    readonly spec: string;
    readonly dtype: DType;
    readonly shape: readonly number[];
  }[];
}

interface Manifest {
  readonly prefix: string;
  readonly tensors: readonly (Omit<RecordedTensor, 'bytes'> & { readonly b64?: string })[];
  readonly variables?: RecordedCheckpoint['variables'];
}

/** A checkpoint of `apps/checkpoints/recorded`. */
export function recordedCheckpoint(name: string): RecordedCheckpoint {
  const folder = fileURLToPath(new URL(`../../../apps/checkpoints/recorded/${name}`, import.meta.url));
  const { prefix, tensors, variables = [] } = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')) as Manifest; // its README
  const decode = (b64: string | undefined): Uint8Array | null => (b64 === undefined ? null : Uint8Array.from(Buffer.from(b64, 'base64')));
  return {
    prefix: `${folder}/${prefix}`,
    tensors: new Map(tensors.map(({ b64, ...tensor }) => [tensor.name, { ...tensor, bytes: decode(b64) }])),
    variables,
  };
}
