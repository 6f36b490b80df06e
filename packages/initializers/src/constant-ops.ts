/** The ops that TensorFlow makes for `tf.zeros` or `tf.ones` of `count` elements: one constant, or a shape, a value and a fill. */
export function constantOps(count: number): number {
  return count < 1000 ? 1 : 3;
}
