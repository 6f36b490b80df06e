import {
  matMul, reshape, ResizeBilinear, ResizeNearestNeighbor, tensor2d, type GradConfig, type ResizeBilinearAttrs,
  type ResizeNearestNeighborAttrs, type Tensor, type Tensor2D,
} from '@tensorflow/tfjs-core';

type Attributes = ResizeBilinearAttrs | ResizeNearestNeighborAttrs;

/** Which rows of an image of this length make the row of the result with this number, and how much of each. */
type FindSources = (row: number, length: number, scale: number, options: Attributes) => readonly (readonly [row: number, weight: number])[];

/**
 * The gradients of resized images. In height as in width a resized image is its image times a matrix, and so the gradient
 * is the gradient of the result times that matrix, transposed. tfjs has kernels for it, which are wrong: `cpu` mistakes
 * height for width in one and batches in the other, which never ends where rows are aligned to one row, and none
 * knows the centers of pixels.
 */
export const resizeGradients: readonly GradConfig[] = [
  resizeGradient(ResizeBilinear, (row, length, scale, { halfPixelCenters }) => {
    const position = halfPixelCenters ? Math.fround(Math.fround((row + 0.5) * scale) - 0.5) : Math.fround(row * scale);
    const weight = position - Math.floor(position);
    return [[Math.max(Math.floor(position), 0), 1 - weight], [Math.min(Math.ceil(position), length - 1), weight]];
  }),
  resizeGradient(ResizeNearestNeighbor, (row, length, scale, { alignCorners, halfPixelCenters }) => {
    const position = Math.fround((halfPixelCenters ? row + 0.5 : row) * scale);
    return [[Math.min(alignCorners ? Math.round(position) : Math.floor(position), length - 1), 1]];
  }),
];

function resizeGradient(kernelName: string, find: FindSources): GradConfig {
  return {
    kernelName,
    inputsToSave: ['images'],
    gradFunc: (dy, [images], attrs) => {
      const options = attrs as unknown as Attributes; // those of these kernels
      const [batch, height, width, channels] = images!.shape as [number, number, number, number]; // as the op has made it
      const [newHeight, newWidth] = options.size;
      return {
        images: () => {
          const rows = matMul(mixture(height, newHeight, find, options), reshape(dy as Tensor, [batch, newHeight, -1]), true);
          const columns = matMul(mixture(width, newWidth, find, options), reshape(rows, [batch * height, newWidth, channels]), true);
          return reshape(columns, images!.shape);
        },
      };
    },
  };
}

/** The matrix that makes rows of the result of those of the image. */
function mixture(length: number, newLength: number, find: FindSources, options: Attributes): Tensor2D {
  const scale = Math.fround(options.alignCorners && newLength > 1 ? (length - 1) / (newLength - 1) : length / newLength);
  const weights = new Float32Array(newLength * length);
  for (let row = 0; row < newLength; row++) {
    for (const [source, weight] of find(row, length, scale, options)) weights[row * length + source]! += weight;
  }
  return tensor2d(weights, [newLength, length]);
}
