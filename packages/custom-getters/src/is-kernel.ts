import { dtypeInfo, isPartitionedVariable, type VariableResult } from '@varscope/spec';

/** What a getter gives when it gives something. */
export type FoundVariable = NonNullable<VariableResult>;

/**
 * Whether it is a kernel: floats along at least two axes, of which the last counts the outputs. Biases, scalars and
 * steps are none.
 */
export function isKernel(found: VariableResult): found is FoundVariable {
  if (found === null || found === undefined) return false;
  const dtype = isPartitionedVariable(found) ? found.declaredDtype : found.dtype;
  return found.shape.length >= 2 && dtypeInfo(dtype)?.storage === 'float32';
}
