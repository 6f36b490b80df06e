import { tidy, type TensorContainer } from '@tensorflow/tfjs-core';
import type { VariableResult } from '@varscope/spec';

/** Runs the body of a getter and frees every tensor that it made, also in getters inside, but the one it gives. */
export function tidyResult(body: () => VariableResult): VariableResult {
  return tidy(body as () => TensorContainer) as VariableResult; // tidy looks for tensors in whatever it is given
}
