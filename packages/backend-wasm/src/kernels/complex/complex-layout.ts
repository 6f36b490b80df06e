import type { TensorInfo } from '@tensorflow/tfjs-core';

// A complex tensor lies in memory as pairs of floats: it is a float tensor with one more axis, of two, and that is how the
// backend has it in its records. So what moves elements about works on it too, and it is read and freed as any other.
// (tfjs's cpu backend holds two tensors instead.)

/** The complex tensor as the floats that it is in memory. */
export function asFloats({ dataId, shape }: TensorInfo): TensorInfo {
  return { dataId, shape: [...shape, 2], dtype: 'float32' };
}

/** The complex tensor that such floats are. */
export function asComplex({ dataId, shape }: TensorInfo): TensorInfo {
  return { dataId, shape: shape.slice(0, -1), dtype: 'complex64' };
}
