import { completeRequest, type CustomGetter, type VariableGetter } from '@varscope/spec';

/**
 * One custom getter from several: the first is called first, and its `getter` is the next one. That is the order of
 * nested scopes from the inside out: `composeCustomGetters(inner, outer)` does what a scope with `inner` does inside a
 * scope with `outer`. Without any it passes requests on.
 *
 * @example
 * variableScope('model', { customGetter: composeCustomGetters(stopGradientGetter, loraGetter({ rank: 4 })) }, body);
 */
export function composeCustomGetters(...customGetters: readonly CustomGetter[]): CustomGetter {
  return (getter, name, options) => {
    const chain = customGetters.reduceRight<VariableGetter>(
      (next, customGetter) => (nextName, nextOptions) => customGetter(next, nextName, completeRequest(nextOptions)),
      getter,
    );
    return chain(name, options);
  };
}
