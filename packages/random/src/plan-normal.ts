import { LOGARITHM_TABLE } from './log-float32.js';
import { normalKernel } from './normal-kernel.js';
import { NORMAL_MODULE } from './normal-module.generated.js';
import { PhiloxStream, type KernelSeed } from './philox-stream.js';
import type { RandomFill } from './random-fill.js';
import { resolveFillRange, type FillRange } from './resolve-fill-range.js';
import { roundToDType, type FloatDType } from './round-to-dtype.js';
import { scaleAndShift } from './scale-and-shift.js';
import { SIGNIFICAND_BITS } from './significand-bits.js';
import { truncatedNormalKernel } from './truncated-normal-kernel.js';

/** The options of `fillNormal` and `fillTruncatedNormal`. */
export interface FillNormalOptions extends FillRange {
  /** The dtype of the tensor in TensorFlow. Default: that of the array. */
  readonly dtype?: FloatDType | undefined;
  /** Default 0. */
  readonly mean?: number | undefined;
  /** Default 1. */
  readonly stddev?: number | undefined;
}

const KERNELS = { normal: normalKernel, truncatedNormal: truncatedNormalKernel } as const;

/** The fill of a `tf.random.normal` or `tf.random.truncated_normal`; `name` is also that of the kernel in ../as. */
export function planNormal(
  name: 'normal' | 'truncatedNormal', out: Float32Array | Float64Array, seed: KernelSeed, options: FillNormalOptions,
): RandomFill {
  const { offset, total } = resolveFillRange(out.length, options);
  const dtype = options.dtype ?? (out instanceof Float64Array ? 'float64' : 'float32');
  const mean = roundToDType(options.mean ?? 0, dtype);
  const stddev = roundToDType(options.stddev ?? 1, dtype);
  return {
    stream: new PhiloxStream(seed, total),
    offset,
    kernel: KERNELS[name](dtype, scaleAndShift(stddev, mean, dtype)),
    wasm: dtype === 'float64'
      ? null
      : { source: NORMAL_MODULE, name, parameters: [SIGNIFICAND_BITS[dtype], stddev, mean], table: LOGARITHM_TABLE, finish: null },
  };
}
