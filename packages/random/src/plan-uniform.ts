import { PhiloxStream, type KernelSeed } from './philox-stream.js';
import type { RandomFill, WasmCall } from './random-fill.js';
import { resolveFillRange, type FillRange } from './resolve-fill-range.js';
import { roundToDType, type FloatDType } from './round-to-dtype.js';
import { scaleAndShift } from './scale-and-shift.js';
import { SIGNIFICAND_BITS } from './significand-bits.js';
import { uniformKernel } from './uniform-kernel.js';
import { UNIFORM_MODULE } from './uniform-module.generated.js';

/** The options of `fillUniform`. */
export interface FillUniformOptions extends FillRange {
  /** The dtype of the tensor in TensorFlow. Default: that of the array. */
  readonly dtype?: FloatDType | undefined;
  /** Lower limit, included. Default 0. */
  readonly minval?: number | undefined;
  /** Upper limit, excluded but for what the roundings reach. Default 1. */
  readonly maxval?: number | undefined;
}

/** The fill of a `tf.random.uniform` of floats. */
export function planUniform(
  out: Float32Array | Float64Array, seed: KernelSeed, options: FillUniformOptions,
): RandomFill {
  const { offset, total } = resolveFillRange(out.length, options);
  const dtype = options.dtype ?? (out instanceof Float64Array ? 'float64' : 'float32');
  const minval = roundToDType(options.minval ?? 0, dtype);
  const maxval = roundToDType(options.maxval ?? 1, dtype);
  const range = scaleAndShift(1, -minval, dtype)(maxval);
  const finish = scaleAndShift(range, minval, dtype);
  return {
    stream: new PhiloxStream(seed, total),
    offset,
    kernel: uniformKernel(dtype, finish),
    wasm: dtype === 'float64' ? null : wasmCall(dtype, range, minval, finish),
  };
}

/** The kernel computes in float32: it leaves the roundings of narrower dtypes to `finish`. */
function wasmCall(
  dtype: keyof typeof SIGNIFICAND_BITS, range: number, minval: number, finish: (value: number) => number,
): WasmCall {
  const bits = SIGNIFICAND_BITS[dtype];
  const isFloat32 = dtype === 'float32';
  const shift = isFloat32 && minval !== 0 ? minval : -0; // adding it changes no number, and no sign of a zero
  return {
    source: UNIFORM_MODULE,
    name: 'uniform',
    parameters: [bits, isFloat32 ? range : 1, shift],
    table: null,
    finish: isFloat32 ? null : finish,
  };
}
