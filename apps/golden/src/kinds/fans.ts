import type { PartitionInfo, Shape } from '@varscope/spec';
import {
  computeFans,
  uniformUnitScalingInitializer,
  varianceScalingInitializer,
  type ValueInitializer,
} from '@varscope/initializers';
import { fillNormal, fillTruncatedNormal, fillUniform, seedPair, type KernelSeed } from '@varscope/random';
import { expectSame, type RecordedCase } from '@varscope/recorded-cases';
import type { RecordedFile } from '../recorded.js';

type Distribution = 'truncated_normal' | 'untruncated_normal' | 'uniform';

interface FansCase {
  readonly id: string;
  readonly shape: Shape;
  readonly fan_in: number;
  readonly fan_out: number;
  readonly variance_scaling: readonly (readonly [
    scale: number,
    mode: 'fan_in' | 'fan_out' | 'fan_avg',
    distribution: Distribution,
    parameter: number,
    float32Bits: string,
  ])[];
  readonly uniform_unit_scaling_limit: readonly [limit: number, float32Bits: string];
}

/** `"kind": "fans"`: the fans of shapes, and the standard deviations and limits that follow from them. */
export function fansCases(file: RecordedFile): RecordedCase[] {
  return (file.cases as readonly FansCase[]).map((recorded) => ({ id: recorded.id, check: () => check(recorded) }));
}

const SEED = 42;
const KERNEL_SEED: KernelSeed = { pair: seedPair(null, SEED), run: 0 };

function check({ shape, fan_in, fan_out, variance_scaling, uniform_unit_scaling_limit }: FansCase): void {
  expectSame('fans', { fanIn: fan_in, fanOut: fan_out }, computeFans(shape));
  for (const [scale, mode, distribution, parameter, bits] of variance_scaling) {
    const initializer = varianceScalingInitializer({ scale, mode, distribution, seed: SEED });
    checkParameter(initializer, shape, distribution, parameter, bits);
  }
  const [limit, bits] = uniform_unit_scaling_limit;
  checkParameter(uniformUnitScalingInitializer({ seed: SEED }), shape, 'uniform', limit, bits);
}

/** A few values of a shard of a variable of `shape`, against what the parameter gives: the shape may be huge, or empty. */
function checkParameter(
  initializer: ValueInitializer,
  fullShape: Shape,
  distribution: Distribution,
  parameter: number,
  float32Bits: string,
): void {
  const whole = { fullShape } as PartitionInfo; // these initializers read no more of it
  const [rounded] = new Float32Array(Uint32Array.of(Number.parseInt(float32Bits, 16)).buffer) as unknown as [number]; // 4 bytes
  const doubles = draw(new Float64Array(8), distribution, parameter);
  const floats = draw(new Float32Array(8), distribution, rounded);
  expectSame(`${distribution} of ${parameter}`, doubles, initializer.values([8], 'float64', whole));
  expectSame(`${distribution} of ${float32Bits}`, floats, initializer.values([8], 'float32', whole));
}

function draw<Out extends Float32Array | Float64Array>(out: Out, distribution: Distribution, parameter: number): Out {
  if (distribution === 'uniform') fillUniform(out, KERNEL_SEED, { minval: -parameter, maxval: parameter });
  else if (distribution === 'truncated_normal') fillTruncatedNormal(out, KERNEL_SEED, { stddev: parameter });
  else fillNormal(out, KERNEL_SEED, { stddev: parameter });
  return out;
}
