import type { Tensor } from '@tensorflow/tfjs-core';
import { Difference, expectSame } from '@varscope/recorded-cases';
import { isClose } from './compare-tensor.js';
import type { Match } from './recorded.js';

/** tfjs computes in float32, also where TensorFlow computed in float64: the tolerance of the recorded float32 sums. */
const FLOAT32_TOLERANCE = 2e-6;
const FLOAT16_MAX = 65504;

/** Throws a `Difference` unless `found` is a scalar as close to `expected` as `match` says, and float32 can be. */
export function compareScalar(expected: number, found: Tensor, match: Match): void {
  expectSame('shape', [], found.shape);
  const [value] = found.dataSync() as unknown as [number]; // a scalar
  if (match === 'overflow') {
    // float16 overflowed where float32 does not.
    if (!(Math.abs(value) > FLOAT16_MAX)) throw new Difference('penalty', expected, value);
    return;
  }
  const closest = typeof match === 'object' && 'rtol' in match ? { rtol: Math.max(match.rtol, FLOAT32_TOLERANCE) } : match;
  if (!isClose(expected, value, closest)) throw new Difference('penalty', expected, value);
}
