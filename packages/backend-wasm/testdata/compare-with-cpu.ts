import { backend as runningBackend, dispose, getBackend, grads, mul, setBackend, tensor, tidy, util, type Tensor } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';

/**
 * Runs `compute` on the running backend and on `cpu`, and expects the same shapes, dtypes and values, each to within
 * `tolerance` times the largest expected value or 1, and that the backend holds nothing afterwards that it did not hold
 * before. Resolves to the largest difference so measured.
 */
export async function compareWithCpu(compute: () => Tensor | readonly Tensor[], tolerance: number): Promise<number> {
  const name = getBackend();
  const before = runningBackend().numDataIds();
  const found = await run(compute);
  expect(runningBackend().numDataIds()).toBe(before);
  await setBackend('cpu');
  const expected = await run(compute);
  await setBackend(name);
  expect(found.map(({ shape, dtype }) => ({ shape, dtype }))).toEqual(expected.map(({ shape, dtype }) => ({ shape, dtype })));
  const differences = expected.map(({ values }, index) => largestDifference(found[index]!.values, values));
  const largest = Math.max(0, ...differences);
  expect(largest).toBeLessThanOrEqual(tolerance);
  return largest;
}

/** A tensor of numbers between -1 and 1 that do not repeat, another for every phase. */
export function wave<Result extends Tensor>(shape: readonly number[], phase = 0): Result {
  const size = util.sizeFromShape([...shape]);
  const values = Float32Array.from({ length: size }, (_, index) => Math.sin(index * 1.7 + phase * phase));
  return tensor(values, [...shape]) as Result; // of the rank that the shape says
}

/** The gradients of `op` for its inputs, with weights on what it gives, so that no two elements count alike. */
export function weightedGradients<Inputs extends readonly Tensor[]>(
  op: (...inputs: Inputs) => Tensor, inputs: Inputs,
): Tensor[] {
  const weighted = (...current: Tensor[]): Tensor => {
    const y = op(...(current as unknown as Inputs)); // as many as there are inputs, of the same ranks
    return mul(y, wave(y.shape, 3));
  };
  return grads(weighted)([...inputs]);
}

interface Result {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly values: ArrayLike<number>;
}

async function run(compute: () => Tensor | readonly Tensor[]): Promise<Result[]> {
  const tensors = [tidy(() => compute() as Tensor | Tensor[])].flat(); // tidy takes arrays that can be written
  const results = await Promise.all(tensors.map(async (result) => {
    return { shape: result.shape, dtype: result.dtype, values: await result.data<'float32'>() };
  }));
  dispose(tensors);
  return results;
}

/** Relative to the largest expected value, if that is more than 1. Equal NaNs and infinities do not differ. */
function largestDifference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(found.length).toBe(expected.length);
  let scale = 1;
  let largest = 0;
  for (let i = 0; i < expected.length; ++i) {
    if (Number.isFinite(expected[i])) scale = Math.max(scale, Math.abs(expected[i]!));
    if (Object.is(found[i], expected[i]) || found[i] === expected[i]) continue;
    const difference = Math.abs(found[i]! - expected[i]!);
    largest = Math.max(largest, Number.isNaN(difference) ? Infinity : difference);
  }
  return largest / scale;
}
