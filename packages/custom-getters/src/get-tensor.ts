import type { Tensor } from '@tensorflow/tfjs-core';
import { asTensor, type VariableGetter, type VariableRequest } from '@varscope/spec';
import { VariableMissingError } from '@varscope/spec/errors';

/**
 * The tensor of a further variable that a getter needs.
 * @throws VariableMissingError when a getter inside gives nothing for it.
 */
export function getTensor(getter: VariableGetter, name: string, options: VariableRequest): Tensor {
  const found = getter(name, options);
  if (found === null || found === undefined) {
    throw new VariableMissingError(`Variable ${name} does not exist: a custom getter gives nothing for it.`, {
      variable: name,
    });
  }
  return asTensor(found);
}
