import { getKernel, registerKernel, unregisterKernel, type KernelConfig } from '@tensorflow/tfjs-core';
import { reachVolumes } from '@varscope/spec/adapter';
import { cast } from './cast.js';
import { onesLike, zerosLike } from './complex/complex-like.js';
import { complexMoves } from './complex/complex-moves.js';
import { complexMultiply } from './complex/complex-multiply.js';
import { complexAbs, imag, real } from './complex/complex-parts.js';
import { complex } from './complex/complex.js';
import { fft, ifft } from './complex/fft.js';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.js';
import { conv2dBackpropInput } from './conv2d-backprop-input.js';
import { conv3dBackpropFilter } from './conv3d-backprop-filter.js';
import { conv3dBackpropInput } from './conv3d-backprop-input.js';
import { depthwiseConv2dBackpropFilter } from './depthwise-conv2d-backprop-filter.js';
import { depthwiseConv2dBackpropInput } from './depthwise-conv2d-backprop-input.js';
import { dilation2d } from './dilation2d.js';
import { einsum } from './einsum.js';
import { fusedMatMul } from './fused-mat-mul.js';
import { gather } from './gather.js';
import { identity } from './identity.js';
import { matMul } from './mat-mul.js';
import { maxPool3dGrad } from './max-pool-3d-grad.js';
import { maxPool3d } from './max-pool-3d.js';
import { maxPoolGrad } from './max-pool-grad.js';
import { prelu } from './prelu.js';
import type { Replacement } from './replace-kernel.js';
import { samePadding } from './same-padding.js';
import { slice } from './slice.js';
import { sum } from './sum.js';
import { unsortedSegmentSum } from './unsorted-segment-sum.js';

/** Those that tfjs lacks, or has and should not be called. */
const KERNELS: readonly KernelConfig[] = [
  complex, complexAbs, conv2dBackpropFilter, conv2dBackpropInput, conv3dBackpropFilter, conv3dBackpropInput,
  depthwiseConv2dBackpropFilter, depthwiseConv2dBackpropInput, ...dilation2d, einsum, fft, fusedMatMul, ifft, imag, maxPool3d,
  maxPool3dGrad, maxPoolGrad, real, unsortedSegmentSum,
];

/** Those that take over a part of what tfjs's own do, or of what an earlier one does. */
const REPLACEMENTS: readonly Replacement[] = [
  gather, ...complexMoves, cast, complexMultiply, identity, matMul, onesLike, ...prelu, ...samePadding, slice, sum, zerosLike,
];

/** Marks the kernels that are registered here, in every copy of this package. */
const TRAINING = Symbol.for('varscope.backend-wasm.training');

/**
 * Registers the kernels that training needs and tfjs's wasm backend lacks or gets wrong, in place of its own. They serve
 * every backend that is made under that name afterwards; calling again, also in another copy of this package, does nothing.
 * tfjs-backend-wasm was loaded before.
 */
export function registerTrainingKernels(): void {
  for (const kernel of KERNELS) register(kernel.kernelName, () => kernel);
  for (const name of new Set(REPLACEMENTS.map(({ kernelName }) => kernelName))) {
    register(name, (present) =>
      REPLACEMENTS.reduce((kernel, { kernelName, replace }) => (kernelName === name ? replace(kernel) : kernel), present));
  }
  reachVolumes('wasm');
}

function register(name: string, make: (present: KernelConfig) => KernelConfig): void {
  const present = getKernel(name, 'wasm') as KernelConfig | undefined; // tfjs may lack it
  if (present !== undefined && TRAINING in present.kernelFunc) return;
  const kernel = make(present!); // one that takes over from tfjs's own has it
  const kernelFunc: KernelConfig['kernelFunc'] = (call) => kernel.kernelFunc(call);
  if (present !== undefined) unregisterKernel(name, 'wasm');
  // with the marks that the present one has of others
  registerKernel({ ...kernel, kernelFunc: Object.assign(kernelFunc, present?.kernelFunc, { [TRAINING]: true }) });
}
