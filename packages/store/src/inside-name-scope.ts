import type { Frame } from './context.js';

/**
 * The frame `outer` with the name scope `name` opened in it, named as `tf.name_scope` names it: the root for `null` or
 * `''`, as it is with a final `/`, else unique.
 * @throws BadNameError when TensorFlow does not allow the name.
 */
export function insideNameScope(outer: Frame, name: string | null): Frame {
  const { nameScope, names } = outer.names.enterScope(outer.nameScope, name);
  return { ...outer, nameScope, names: names ?? outer.graph.names };
}
