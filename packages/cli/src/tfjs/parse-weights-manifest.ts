import type { Shape } from '@varscope/spec';
import { DataLossError } from '@varscope/spec/errors';

/** The dtypes that TensorFlow.js stores weights in. */
export const WEIGHT_DTYPES = ['float32', 'int32', 'bool', 'string', 'complex64'] as const;
export type WeightDType = (typeof WEIGHT_DTYPES)[number];

/** How the elements of a weight are stored in place of those of its dtype. */
export type Quantization =
  | { readonly dtype: 'float16' }
  | { readonly dtype: 'uint8' | 'uint16'; readonly scale: number; readonly min: number };

/** A weight of a manifest. */
export interface ManifestWeight {
  readonly name: string;
  readonly shape: Shape;
  readonly dtype: WeightDType;
  readonly quantization: Quantization | null;
}

/** Weights that lie one behind the other in files that are read as one. */
export interface ManifestGroup {
  readonly paths: readonly string[];
  readonly weights: readonly ManifestWeight[];
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The groups of a `model.json`, or of a manifest alone.
 * @throws DataLossError when it is none.
 */
export function parseWeightsManifest(bytes: Uint8Array, file: string): ManifestGroup[] {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new DataLossError('It is no JSON.', { file, cause });
  }
  const groups = isRecord(json) && !Array.isArray(json) ? json['weightsManifest'] : json;
  if (!Array.isArray(groups)) throw new DataLossError('It has no weightsManifest.', { file });
  return groups.map((group) => parseGroup(group, file));
}

function parseGroup(group: unknown, file: string): ManifestGroup {
  const { paths, weights } = isRecord(group) ? group : {};
  if (!Array.isArray(paths) || !paths.every(isPathBeside)) throw new DataLossError('The weightsManifest has a group without paths of files beside it.', { file });
  if (!Array.isArray(weights)) throw new DataLossError('The weightsManifest has a group without weights.', { file });
  return { paths, weights: weights.map((weight) => parseWeight(weight, file)) };
}

/** A relative path that stays where the manifest is. */
function isPathBeside(path: unknown): path is string {
  return typeof path === 'string' && /^[^/\\:]/.test(path) && !/[\\:]/.test(path) && !path.split('/').includes('..');
}

function parseWeight(weight: unknown, file: string): ManifestWeight {
  const { name, shape, dtype, quantization } = isRecord(weight) ? weight : {};
  if (typeof name !== 'string') throw new DataLossError('The weightsManifest has a weight without a name.', { file });
  const refuse = (problem: string): DataLossError => new DataLossError(`The weight ${name} ${problem}`, { file, variable: name });
  if (!Array.isArray(shape) || !shape.every(isSize)) throw refuse('has no shape.');
  if (!Number.isSafeInteger(shape.reduce((product, size) => product * size, 16))) throw refuse('is too large.');
  if (!isWeightDType(dtype)) throw refuse(`has an unknown dtype: ${String(dtype)}.`);
  if (quantization === undefined || quantization === null) return { name, shape, dtype, quantization: null };
  const parsed = parseQuantization(quantization);
  if (parsed === null || (dtype !== 'float32' && (dtype !== 'int32' || parsed.dtype === 'float16'))) throw refuse('has an unknown quantization.');
  return { name, shape, dtype, quantization: parsed };
}

function parseQuantization(json: unknown): Quantization | null {
  const { dtype, scale, min } = isRecord(json) ? json : {};
  if (dtype === 'float16') return { dtype };
  const isAffine = (dtype === 'uint8' || dtype === 'uint16') && typeof scale === 'number' && typeof min === 'number';
  return isAffine ? { dtype, scale, min } : null;
}

function isSize(size: unknown): size is number {
  return Number.isSafeInteger(size) && (size as number) >= 0;
}

function isWeightDType(dtype: unknown): dtype is WeightDType {
  return (WEIGHT_DTYPES as readonly unknown[]).includes(dtype);
}

function isRecord(json: unknown): json is Json {
  return typeof json === 'object' && json !== null;
}
