import {
  cast, engine, FusedConv2D, FusedDepthwiseConv2D, less, mul, Prelu, prelu as preluOp, tidy, util, where, type FusedConv2DAttrs,
  type FusedConv2DInputs, type PreluInputs, type Tensor, type TensorInfo,
} from '@tensorflow/tfjs-core';
import { replaceKernel, type Replacement } from './replace-kernel.js';

const alone = replaceKernel<PreluInputs, object>(Prelu, ({ inputs: { x, alpha } }, present) => {
  const slopes = withoutLeadingOnes(alpha);
  const isAlongLastAxes = slopes.length <= x.shape.length && util.arraysEqual(slopes, x.shape.slice(x.shape.length - slopes.length));
  if (isAlongLastAxes && alpha.dtype === 'float32') return present();
  return tidy(() => {
    const floats = cast(x as Tensor, 'float32'); // what the op is called with
    return where(less(floats, 0), mul(floats, alpha as Tensor), floats); // likewise
  });
});

const afterConvolution = [FusedConv2D, FusedDepthwiseConv2D].map((kernelName) =>
  replaceKernel<FusedConv2DInputs, FusedConv2DAttrs>(kernelName, ({ inputs, attrs }, present) => {
    const { preluActivationWeights: slopes, ...others }: Partial<typeof inputs> = inputs;
    if (attrs.activation !== 'prelu' || slopes === undefined || withoutLeadingOnes(slopes).length <= 1) return present();
    return tidy(() => {
      const info = present({ inputs: others, attrs: { ...attrs, activation: 'linear' } }) as TensorInfo; // it has one output
      return preluOp(engine().makeTensorFromTensorInfo(info), slopes as Tensor); // what the op is called with
    });
  }));

/**
 * `prelu` by slopes that are repeated along another axis than the first ones, alone and after a convolution. tfjs's kernel
 * counts any slopes along the last axes, and reads integers as floats.
 */
export const prelu: readonly Replacement[] = [alone, ...afterConvolution];

function withoutLeadingOnes({ shape }: TensorInfo): number[] {
  const first = shape.findIndex((size) => size !== 1);
  return first < 0 ? [] : shape.slice(first);
}
