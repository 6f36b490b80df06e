import type { Tensor } from '@tensorflow/tfjs-core';
import type { Json } from './case-format.js';

/** The elements of a tensor as nested lists: booleans for bool, `[re, im]` for complex numbers. */
export function readValue(tensor: Tensor): Json {
  return nest(elements(tensor), tensor.shape);
}

function elements(tensor: Tensor): readonly Json[] {
  const data: ArrayLike<number | string> = tensor.dataSync();
  if (tensor.dtype === 'bool') return Array.from(data, (element) => element !== 0);
  if (tensor.dtype !== 'complex64') return Array.from(data);
  // interleaved: real, imaginary, real, …
  return Array.from({ length: data.length / 2 }, (_, i) => [data[2 * i] ?? 0, data[2 * i + 1] ?? 0]);
}

function nest(flat: readonly Json[], [size, ...inner]: readonly number[]): Json {
  if (size === undefined) return flat[0] ?? null;
  const stride = flat.length / size;
  return Array.from({ length: size }, (_, i) => nest(flat.slice(i * stride, (i + 1) * stride), inner));
}
