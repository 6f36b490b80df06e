/** Bits of the significand that are stored: as many as a uniform number takes from a word. The kernels of ../as know the dtype by it. */
export const SIGNIFICAND_BITS = { float16: 10, bfloat16: 7, float32: 23 } as const;
