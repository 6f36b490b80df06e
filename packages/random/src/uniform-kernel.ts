import type { GroupKernel } from './fill-groups.js';
import type { FloatDType } from './round-to-dtype.js';
import { SIGNIFICAND_BITS } from './significand-bits.js';

/** Uniform numbers in [0, 1): the low bits of a word, as many as the significand has; two words for float64. */
export function uniformKernel(dtype: FloatDType, finish: (value: number) => number): GroupKernel<number> {
  if (dtype === 'float64') return uniformFloat64Kernel(finish);
  const steps = 2 ** SIGNIFICAND_BITS[dtype];
  return {
    size: 4,
    blocks: 1,
    draw(stream, group) {
      stream.read();
      for (let i = 0; i < 4; i++) group[i] = finish((stream.words[i]! & (steps - 1)) / steps);
    },
  };
}

function uniformFloat64Kernel(finish: (value: number) => number): GroupKernel<number> {
  return {
    size: 2,
    blocks: 1,
    draw(stream, group) {
      stream.read();
      group[0] = finish(uniformFloat64(stream.words, 0));
      group[1] = finish(uniformFloat64(stream.words, 2));
    },
  };
}

/** The uniform double of two words, the first of which is the upper half. */
export function uniformFloat64(words: Uint32Array, at: number): number {
  return ((words[at]! & 0xfffff) * 2 ** 32 + words[at + 1]!) * 2 ** -52;
}
