import { expect, it } from 'vitest';
import { convolutionalDeltaOrthogonal } from './convolutional-delta-orthogonal.js';

it('has an orthogonal matrix in the centre and 0 around it', () => {
  const values = convolutionalDeltaOrthogonal({ seed: 1 }).values([4, 3, 1, 2]) as Float32Array;
  const centre = (1 * 3 + 1) * 2;
  expect(values.filter((value, i) => value !== 0 && i !== centre && i !== centre + 1)).toHaveLength(0);
  expect(Math.hypot(...values)).toBeCloseTo(1, 6);
});

it('rounds the gain to float32, as TensorFlow does even for float64', () => {
  const [value] = convolutionalDeltaOrthogonal({ seed: 1, gain: 0.1, dtype: 'float64' }).values([1, 1, 1]) as Float64Array;
  expect(Math.abs(value!)).toBe(Math.fround(0.1));
});

it('gives a kernel without taps no values', () => {
  expect(convolutionalDeltaOrthogonal({ seed: 1 }).values([0, 1, 2])).toHaveLength(0);
});
