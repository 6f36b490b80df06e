import { currentFrame } from './current-frame.js';

/** Appends `value` to a collection of the current graph; adding twice gives two entries. */
export function addToCollection(key: string, value: unknown): void {
  currentFrame().graph.collections.add(key, value);
}

/** Appends `value` to several collections; a key that is named twice counts once. */
export function addToCollections(keys: string | Iterable<string>, value: unknown): void {
  for (const key of typeof keys === 'string' ? [keys] : new Set(keys)) addToCollection(key, value);
}
