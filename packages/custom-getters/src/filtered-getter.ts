import type { CustomGetter, VariableRequest } from '@varscope/spec';

/** Says whether a getter applies to the variable of the full name `name`. */
export type VariableFilter = (name: string, options: VariableRequest) => boolean;

/**
 * Applies a custom getter to the variables that `filter` accepts and passes the requests for others on.
 *
 * @example
 * filteredGetter((name) => name.endsWith('/kernel'), weightNormGetter());
 */
export function filteredGetter(filter: VariableFilter, customGetter: CustomGetter): CustomGetter {
  return (getter, name, options) =>
    filter(name, options) ? customGetter(getter, name, options) : getter(name, options);
}
