import { Conv2D, getGradient, registerGradient, type GradConfig } from '@tensorflow/tfjs-core';
import { gradientConfigurations } from '#gradient-configurations';
import { missingGradients } from './missing-gradients.js';
import { dilatedConv2dGradient } from './missing/dilated-conv2d-gradient.js';

/**
 * Registers the gradients of all of tfjs's kernels, which tfjs-core does not do by itself, and those that training needs
 * and tfjs has not. A gradient that is registered already, by tfjs or by the program, stays; so a second call changes
 * nothing.
 *
 * TensorFlow has no such call: its gradients are there when it is loaded.
 */
export function registerGradients(): void {
  // before tfjs's own, one of which they replace
  for (const configuration of [...missingGradients, ...gradientConfigurations.map(complete)]) {
    if (getGradient(configuration.kernelName) === undefined) registerGradient(configuration);
  }
}

function complete(configuration: GradConfig): GradConfig {
  return configuration.kernelName === Conv2D ? dilatedConv2dGradient(configuration) : configuration;
}
