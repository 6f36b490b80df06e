import { boxMullerFloat32, boxMullerFloat64 } from './box-muller.js';
import type { GroupKernel } from './fill-groups.js';
import { roundToDType, type FloatDType } from './round-to-dtype.js';
import { uniformFloat64 } from './uniform-kernel.js';

/** Normal numbers; those of float16 and bfloat16 are the float32 ones, rounded. */
export function normalKernel(dtype: FloatDType, finish: (value: number) => number): GroupKernel<number> {
  if (dtype === 'float64') return normalFloat64Kernel(finish);
  return {
    size: 4,
    blocks: 1,
    draw(stream, group) {
      stream.read();
      const [word0, word1, word2, word3] = stream.words as unknown as [number, number, number, number]; // it has four
      boxMullerFloat32(word0, word1, group, 0);
      boxMullerFloat32(word2, word3, group, 2);
      for (let i = 0; i < 4; i++) group[i] = finish(roundToDType(group[i]!, dtype));
    },
  };
}

function normalFloat64Kernel(finish: (value: number) => number): GroupKernel<number> {
  return {
    size: 2,
    blocks: 1,
    draw(stream, group) {
      stream.read();
      boxMullerFloat64(uniformFloat64(stream.words, 0), uniformFloat64(stream.words, 2), group);
      group[0] = finish(group[0]!);
      group[1] = finish(group[1]!);
    },
  };
}
