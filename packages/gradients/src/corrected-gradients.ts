import type { GradConfig } from '@tensorflow/tfjs-core';
import { acoshGradient } from './corrected/acosh-gradient.js';
import { activationGradients } from './corrected/activation-gradients.js';
import { averagePoolGradients } from './corrected/average-pool-gradients.js';
import { batchNormGradient } from './corrected/batch-norm-gradient.js';
import { broadcastingGradients } from './corrected/broadcasting-gradients.js';
import { castGradient } from './corrected/cast-gradient.js';
import { cumulativeSumGradient } from './corrected/cumulative-sum-gradient.js';
import { extremeGradients } from './corrected/extreme-gradients.js';
import { gatherGradient } from './corrected/gather-gradient.js';
import { matMulGradient } from './corrected/mat-mul-gradient.js';
import { mirrorPadGradient } from './corrected/mirror-pad-gradient.js';
import { noGradients } from './corrected/no-gradient.js';
import { productGradients } from './corrected/product-gradients.js';
import { resizeGradients } from './corrected/resize-gradients.js';
import { tileGradient } from './corrected/tile-gradient.js';
import { whereGradient } from './corrected/where-gradient.js';

/** The gradients of which tfjs's differ from TensorFlow's, or fail, and those of the same families that it lacks. */
export const correctedGradients: readonly GradConfig[] = [
  acoshGradient, ...activationGradients, ...averagePoolGradients, batchNormGradient, ...broadcastingGradients, castGradient,
  cumulativeSumGradient, ...extremeGradients, gatherGradient, matMulGradient, mirrorPadGradient, ...noGradients, ...productGradients,
  ...resizeGradients, tileGradient, whereGradient,
];
