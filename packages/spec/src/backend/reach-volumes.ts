import {
  AvgPool3D, Conv3D, Conv3DBackpropFilterV2, Conv3DBackpropInputV2, engine, MaxPool3D, MaxPool3DGrad, pad, slice, tidy, util,
  type NamedTensorInfoMap, type Tensor, type TensorInfo,
} from '@tensorflow/tfjs-core';
import { wrapKernel } from './wrap-kernel.js';

/** How tfjs calls the kernels of convolutions and pools of volumes, and of their gradients. */
interface Call {
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly attrs: {
    readonly pad: unknown;
    readonly strides: number | number[];
    readonly dilations?: number | number[];
    readonly filterSize?: number | number[];
    readonly filterShape?: number[];
    readonly inputShape?: number[];
  };
}

const REACHES = Symbol.for('varscope.reachesVolumes');

/** By kernel, which input is the volume: `null` for its shape among the attributes. */
const VOLUMES: Readonly<Record<string, 'x' | 'input' | null>> = {
  [Conv3D]: 'x', [MaxPool3D]: 'x', [AvgPool3D]: 'x', [Conv3DBackpropFilterV2]: 'x', [Conv3DBackpropInputV2]: null, [MaxPool3DGrad]: 'input',
};
/** Those that give the gradient of the volume. */
const GRADIENTS = [Conv3DBackpropInputV2, MaxPool3DGrad];

/**
 * Mends convolutions and pools of volumes whose `'same'` windows end before the volume does, as filters of 1 × 1 × 1 two
 * apart. tfjs takes what they leave out for padding of less than nothing, and begins with another element than TensorFlow.
 * Here they get the part that they reach.
 */
export function reachVolumes(backendName: string): void {
  for (const [kernelName, input] of Object.entries(VOLUMES)) {
    wrapKernel({ kernelName, backendName }, REACHES, (present) => (call) => {
      const { inputs, attrs } = call as unknown as Call; // of the kernels above
      const shape = input === null ? attrs.inputShape! : inputs[input]!.shape;
      const reach = attrs.pad === 'same' ? reachOf(shape, windowOf(inputs, attrs), attrs) : shape;
      if (util.arraysEqual(reach, shape)) return present(call);
      return tidy(() => {
        const reached = input === null
          ? { ...call, attrs: { ...call.attrs, inputShape: reach } }
          : { ...call, inputs: { ...inputs, [input]: slice(inputs[input]!, reach.map(() => 0), reach) } as NamedTensorInfoMap };
        const result = engine().makeTensorFromTensorInfo(present(reached) as TensorInfo); // of these, one
        return GRADIENTS.includes(kernelName) ? pad(result, shape.map((length, axis) => [0, length - reach[axis]!])) : result;
      });
    });
  }
}

function windowOf({ filter }: Call['inputs'], { filterSize, filterShape }: Call['attrs']): number[] {
  return filterSize === undefined ? (filterShape ?? filter!.shape).slice(0, 3) : threeOf(filterSize);
}

function reachOf(shape: number[], window: number[], { strides, dilations = 1 }: Call['attrs']): number[] {
  const [batch, ...volume] = shape as [number, number, number, number, number]; // as the op has checked
  const [steps, spacing] = [threeOf(strides), threeOf(dilations)];
  return [batch, ...volume.map((length, axis) => {
    if (axis === 3) return length; // channels
    const before = (Math.ceil(length / steps[axis]!) - 1) * steps[axis]!;
    return Math.min(length, before + (window[axis]! - 1) * spacing[axis]! + 1);
  })];
}

function threeOf(sizes: number | number[]): number[] {
  return typeof sizes === 'number' ? [sizes, sizes, sizes] : sizes;
}
