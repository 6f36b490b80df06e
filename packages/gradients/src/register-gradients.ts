import { getGradient, registerGradient } from '@tensorflow/tfjs-core';
import { gradientConfigurations } from '#gradient-configurations';

/**
 * Registers the gradients of all of tfjs's kernels, which tfjs-core does not do by itself. A gradient that is registered
 * already, by tfjs or by the program, stays; so a second call changes nothing.
 *
 * TensorFlow has no such call: its gradients are there when it is loaded.
 */
export function registerGradients(): void {
  for (const configuration of gradientConfigurations) {
    if (getGradient(configuration.kernelName) === undefined) registerGradient(configuration);
  }
}
