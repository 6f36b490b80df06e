import { dtypeInfo, formatShape, GraphKeys } from '@varscope/spec';
import { ArgumentTypeError, InvalidArgumentError } from '@varscope/spec/errors';
import { getDefaultGraph, isVariable, type Graph, type Variable } from '@varscope/store';

/**
 * The variable that counts training steps: the one in the collection `global_step`, else the variable of that name;
 * `null` when there is neither. `tf.train.get_global_step`, which logs an error and gives `None` where the collection
 * has several.
 * @throws ArgumentTypeError when it is no variable, or not an integer scalar.
 * @throws InvalidArgumentError when the collection has several.
 */
export function getGlobalStep(graph: Graph = getDefaultGraph()): Variable | null {
  const [found, ...others] = graph.collections.get(GraphKeys.GLOBAL_STEP);
  if (others.length > 0) throw new InvalidArgumentError('Multiple tensors in global_step collection.');
  const step = found ?? graph.variables.get('global_step') ?? null;
  if (step !== null) requireIntegerScalar(step);
  return step;
}

function requireIntegerScalar(step: unknown): asserts step is Variable {
  if (!isVariable(step)) throw new ArgumentTypeError(`Existing "global_step" must be a Variable or Tensor: ${String(step)}.`);
  if (dtypeInfo(step.declaredDtype)?.kind !== 'integer') {
    throw new ArgumentTypeError(`Existing "global_step" does not have integer type: ${step.declaredDtype}`);
  }
  if (step.rank !== 0) throw new ArgumentTypeError(`Existing "global_step" is not scalar: ${formatShape(step.shape)}`);
}
