import { GraphSeeds, RecordedSeeds, withSeedSource } from '@varscope/random';
import { expect, it } from 'vitest';
import { convolutionalOrthogonal1d } from './convolutional-orthogonal-1d.js';
import { convolutionalOrthogonal2d } from './convolutional-orthogonal-2d.js';

const SHAPE = [3, 2, 3];

it('counts its seed up with every draw, so that a second call gives other values', () => {
  const initializer = convolutionalOrthogonal1d({ seed: 5 });
  const first = initializer.values(SHAPE);
  expect(initializer.getConfig()).toEqual({ gain: 1, seed: 10, dtype: 'float32' });
  expect(initializer.values(SHAPE)).not.toEqual(first);
  expect(convolutionalOrthogonal1d({ seed: 5n }).values(SHAPE)).toEqual(first);
});

it('leaves the seed 0 as it is', () => {
  const initializer = convolutionalOrthogonal1d({ seed: 0 });
  expect(initializer.values(SHAPE)).toEqual(initializer.values(SHAPE));
  expect(initializer.getConfig()).toMatchObject({ seed: 0 });
});

it('does not count it up again where the ops were made before', () => {
  const initializer = convolutionalOrthogonal1d({ seed: 5 });
  const seeds = new RecordedSeeds(new GraphSeeds());
  seeds.reserve(() => initializer.reserveSeeds(SHAPE));
  expect(initializer.getConfig()).toMatchObject({ seed: 10 });
  seeds.begin();
  const values = withSeedSource(seeds, () => initializer.values(SHAPE));
  expect(initializer.getConfig()).toMatchObject({ seed: 10 });
  expect(values).toEqual(convolutionalOrthogonal1d({ seed: 5 }).values(SHAPE));
});

it('keeps the length of what it convolves', () => {
  const size = 5; // of a ring of positions, each with two channels
  const kernel = convolutionalOrthogonal2d({ seed: 1, dtype: 'float64' }).values([3, 3, 2, 2]) as Float64Array;
  const input = Float64Array.from({ length: size * size * 2 }, (_, i) => Math.sin(i * i));
  const output = new Float64Array(size * size * 2);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < 36; k++) {
        const [row, column, channel, filter] = [Math.floor(k / 12), Math.floor(k / 4) % 3, Math.floor(k / 2) % 2, k % 2];
        const from = ((((i + row) % size) * size + ((j + column) % size)) * 2 + channel);
        output[(i * size + j) * 2 + filter]! += input[from]! * kernel[k]!;
      }
    }
  }
  expect(Math.hypot(...output)).toBeCloseTo(Math.hypot(...input), 12);
});

it('gives a kernel without taps or channels no values', () => {
  expect(convolutionalOrthogonal1d({ seed: 1 }).values([0, 2, 3])).toHaveLength(0);
  expect(convolutionalOrthogonal1d({ seed: 1 }).values([2, 0, 0])).toHaveLength(0);
});
