import { currentFrame } from './current-frame.js';

/**
 * The items of a collection of the current graph, as a new list. With `scope` only the items with a name that the
 * regular expression `scope` matches at its start, as `re.match` does in TensorFlow: `'foo'` finds `foo_1/v:0`.
 */
export function getCollection(key: string, scope?: string | null): unknown[] {
  return currentFrame().graph.collections.get(key, scope);
}

/** The list of a collection itself: what is done to it is done to the collection. */
export function getCollectionRef(key: string): unknown[] {
  return currentFrame().graph.collections.ref(key);
}
