import { getGradient, registerGradient, type GradConfig } from '@tensorflow/tfjs-core';
import { gradientConfigurations } from '#gradient-configurations';
import { correctedGradients } from './corrected-gradients.js';
import { missingGradients } from './missing-gradients.js';
import { withDilations } from './missing/dilated-convolution-gradients.js';

const replacing = [...correctedGradients, ...gradientConfigurations.flatMap((plain) => withDilations(plain) ?? [])];

/** Of no kernel: there from the first call on, for other copies of this package too. */
const SIGN: GradConfig = { kernelName: 'varscope.gradients', gradFunc: () => ({}) };

/**
 * Registers the gradients of all of tfjs's kernels, which tfjs-core does not do by itself, with those that training needs
 * and tfjs has not, and others in place of those that are not TensorFlow's. The first call replaces what is registered for
 * these; otherwise a gradient that is registered already, by tfjs or by the program, stays. So a second call changes nothing.
 *
 * TensorFlow has no such call: its gradients are there when it is loaded.
 */
export function registerGradients(): void {
  const first = getGradient(SIGN.kernelName) === undefined ? [SIGN, ...replacing] : [];
  for (const configuration of first) registerGradient(configuration);
  for (const configuration of [...missingGradients, ...gradientConfigurations]) {
    if (getGradient(configuration.kernelName) === undefined) registerGradient(configuration);
  }
}
