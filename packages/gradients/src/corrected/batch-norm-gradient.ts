import {
  add, FusedBatchNorm, mul, neg, rsqrt, sub, type FusedBatchNormAttrs, type GradConfig, type Tensor,
} from '@tensorflow/tfjs-core';
import { sumTo } from './sum-to.js';

/**
 * The gradient of `batchNorm`, with a scale or without, and of means of any shape that is broadcast. Without a scale or
 * an offset tfjs itself fails, but where its tape is mended (`mendTape`).
 */
export const batchNormGradient: GradConfig = {
  kernelName: FusedBatchNorm,
  inputsToSave: namesOfPresent('x', 'mean', 'variance', 'scale'),
  gradFunc: (gradient, saved, attrs) => {
    const { varianceEpsilon } = attrs as unknown as FusedBatchNormAttrs; // those of this kernel
    const [x, mean, variance, scale] = saved as [Tensor, Tensor, Tensor, Tensor?]; // as named above
    const dy = gradient as Tensor; // it has one output
    const deviation = rsqrt(add(variance, varianceEpsilon));
    const slope = scale === undefined ? deviation : mul(deviation, scale);
    const sumToParameter = (value: Tensor): Tensor => sumTo(mean.shape, value);
    return {
      x: () => mul(dy, slope),
      mean: () => sumToParameter(neg(mul(dy, slope))),
      variance: () => sumToParameter(mul(mul(mul(dy, sub(x, mean)), mul(slope, mul(deviation, deviation))), -0.5)),
      scale: () => sumToParameter(mul(mul(dy, sub(x, mean)), deviation)),
      offset: () => sumToParameter(dy),
    };
  },
};

/** Names for `inputsToSave`: tfjs looks up each by `map`, and cannot save what was left out. */
function namesOfPresent(...names: string[]): string[] {
  const map = <Value>(lookUp: (name: string) => Value): Value[] => names.flatMap((name) => lookUp(name) ?? []);
  return Object.assign(names.slice(), { map });
}
