import { Einsum, getGradient, registerGradient } from '@tensorflow/tfjs-core';
import { gradientConfigurations } from '#gradient-configurations';
import { correctedGradients } from './corrected-gradients.js';
import { missingGradients } from './missing-gradients.js';
import { withDilations } from './missing/dilated-convolution-gradients.js';

const replacing = [...correctedGradients, ...gradientConfigurations.flatMap((plain) => withDilations(plain) ?? [])];

/**
 * Registers the gradients of all of tfjs's kernels, which tfjs-core does not do by itself, with those that training needs
 * and tfjs has not, and others in place of those that are not TensorFlow's. The first call replaces what is registered for
 * these; otherwise a gradient that is registered already, by tfjs or by the program, stays. So a second call changes nothing.
 *
 * TensorFlow has no such call: its gradients are there when it is loaded.
 */
export function registerGradients(): void {
  // tfjs has no gradient of `einsum`: where there is one, this was called before, maybe in another copy of this package
  if (getGradient(Einsum) === undefined) for (const configuration of replacing) registerGradient(configuration);
  for (const configuration of [...missingGradients, ...gradientConfigurations]) {
    if (getGradient(configuration.kernelName) === undefined) registerGradient(configuration);
  }
}
