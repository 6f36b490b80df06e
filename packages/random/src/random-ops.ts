/** A function of TensorFlow that draws random numbers. */
export type RandomOp = 'random_uniform' | 'random_uniform_int' | 'random_normal' | 'truncated_normal';

/**
 * How many ops each function makes in a TF 1.x graph before it asks for its seed, and from then on. Before: the shape
 * and two parameters. After: the kernel, then `sub`, `mul`, `add` for a float range, `mul`, `add` for mean and deviation.
 */
export const RANDOM_OPS: Readonly<Record<RandomOp, { readonly before: number; readonly after: number }>> = {
  random_uniform: { before: 3, after: 4 },
  random_uniform_int: { before: 3, after: 1 },
  random_normal: { before: 3, after: 3 },
  truncated_normal: { before: 3, after: 3 },
};
