import type { GroupKernel } from './fill-groups.js';
import { normalKernel } from './normal-kernel.js';
import { roundToDType, type FloatDType } from './round-to-dtype.js';

/** TensorFlow reserves 256 samples for each element, four of which (two of float64) share a block. */
const BLOCKS_PER_ELEMENT = 64;
const LIMIT = 2;

/** Normal numbers of magnitude below 2: each group has its own run of blocks and reads on until it is full. */
export function truncatedNormalKernel(dtype: FloatDType, finish: (value: number) => number): GroupKernel<number> {
  // The magnitude is compared before the rounding to float16 or bfloat16.
  const normal = normalKernel(dtype === 'float64' ? 'float64' : 'float32', (value) => value);
  const candidates: number[] = [];
  return {
    size: normal.size,
    blocks: normal.size * BLOCKS_PER_ELEMENT,
    draw(stream, group) {
      for (let count = 0; count < normal.size; ) {
        normal.draw(stream, candidates);
        for (const candidate of candidates) {
          if (Math.abs(candidate) >= LIMIT || count === normal.size) continue;
          group[count++] = finish(roundToDType(candidate, dtype));
        }
      }
    },
  };
}
