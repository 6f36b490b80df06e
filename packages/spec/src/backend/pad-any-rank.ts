import { pad, PadV2, reshape, tidy, util, type PadV2Attrs, type Tensor } from '@tensorflow/tfjs-core';
import { wrapKernel } from './wrap-kernel.js';

/** How tfjs calls the kernel. */
interface Padding {
  readonly inputs: { readonly x: Tensor };
  readonly attrs: PadV2Attrs;
}

const PADS = Symbol.for('varscope.padsAnyRank');
/** The most dimensions that the shaders of tfjs pad at once. */
const MOST = 4;

/**
 * Has a backend pad tensors of more than four dimensions, as gradients of slices do, one axis after the other. The shaders
 * of tfjs's webgl and webgpu backends do not compile for them; on webgpu that is silent, and leaves other tensors without
 * their values.
 */
export function padAnyRank(backendName: string): void {
  wrapKernel({ kernelName: PadV2, backendName }, PADS, (present) => (call) => {
    const { inputs: { x }, attrs: { paddings, constantValue } } = call as unknown as Padding; // tfjs calls it so
    if (x.shape.length <= MOST) return present(call);
    return tidy(() => paddings.reduce((all, padding, axis) => padAxis(all, padding, axis, constantValue), reshape(x, x.shape)));
  });
}

function padAxis(x: Tensor, padding: [number, number], axis: number, value: number): Tensor {
  const [outer, length, inner] = [x.shape.slice(0, axis), x.shape[axis]!, x.shape.slice(axis + 1)];
  if (Math.max(...padding) === 0) return x;
  const around = reshape(x, [util.sizeFromShape(outer), length, util.sizeFromShape(inner)]);
  return reshape(pad(around, [[0, 0], padding, [0, 0]], value), [...outer, padding[0] + length + padding[1], ...inner]);
}
