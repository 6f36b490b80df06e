import type { Regularizer } from '@varscope/spec';

/**
 * No penalty. Pass it where a scope has a regularizer, to switch it off for a variable or a scope inside; `null` would
 * inherit. TensorFlow's `tf.no_regularizer`.
 */
export const noRegularizer: Regularizer = () => null;
