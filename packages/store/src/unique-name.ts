import { currentFrame } from './current-frame.js';

/**
 * The name that TensorFlow would give an op called `name` here: below the current name scope, with `_1`, `_2`, … if it
 * is taken. It is taken from then on, unless `markAsUsed` is false. `tf.Graph.unique_name`.
 */
export function uniqueName(name: string, options: { readonly markAsUsed?: boolean } = {}): string {
  const { names, nameScope } = currentFrame();
  return names.unique(nameScope === '' ? name : `${nameScope}/${name}`, options.markAsUsed ?? true);
}
