import type { GradConfig } from '@tensorflow/tfjs-core';
import { depthToSpaceGradient } from './missing/depth-to-space-gradient.js';
import { diagonalGradient } from './missing/diagonal-gradient.js';
import { einsumGradient } from './missing/einsum-gradient.js';
import { gatherNdGradients } from './missing/gather-nd-gradients.js';
import { stridedSliceGradient } from './missing/strided-slice-gradient.js';
import { topKGradient } from './missing/top-k-gradient.js';

/** The gradients that tfjs has on no backend though TensorFlow has them. */
export const missingGradients: readonly GradConfig[] = [
  depthToSpaceGradient, diagonalGradient, einsumGradient, ...gatherNdGradients, stridedSliceGradient, topKGradient,
];
