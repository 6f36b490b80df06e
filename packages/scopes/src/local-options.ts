import { VARIABLE_COLLECTIONS, type PartialShape } from '@varscope/spec';
import { mergeShape, type GetVariableOptions } from './get-variable-options.js';

/** The options that make a request one for a local variable: never trainable, among the local variables. */
export function localOptions(
  shape: PartialShape | number | GetVariableOptions | null | undefined,
  options: GetVariableOptions | undefined,
): GetVariableOptions {
  const merged = mergeShape(shape, options);
  return { ...merged, trainable: false, collections: [...(merged.collections ?? []), VARIABLE_COLLECTIONS.LOCAL_VARIABLES] };
}
