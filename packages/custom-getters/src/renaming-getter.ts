import type { CustomGetter } from '@varscope/spec';

/**
 * Gets variables under other names: `rename` maps the full name that was asked for to the one in the store. So does a
 * model share weights with another one, or bear the names of a checkpoint.
 *
 * @example
 * renamingGetter((name) => name.replace('encoder/', 'bert/encoder/'));
 */
export function renamingGetter(rename: (name: string) => string): CustomGetter {
  return (getter, name, options) => getter(rename(name), options);
}
