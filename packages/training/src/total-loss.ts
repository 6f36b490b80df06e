import { addN, Tensor, type Scalar } from '@tensorflow/tfjs-core';
import { formatShape } from '@varscope/spec';
import { LossNotScalarError } from '@varscope/spec/errors';
import { getRegularizationLosses, type Variable } from '@varscope/store';

/** Which regularization losses to add to a loss: all, none, or those whose name a scope matches at its start. */
export type RegularizationFilter = boolean | string;

/**
 * The loss, with the regularization losses of the graphs that `variables` belong to.
 * @throws LossNotScalarError when the loss is anything but a float32 scalar.
 */
export function totalLoss(loss: () => Tensor, variables: readonly Variable[], regularization: RegularizationFilter): Scalar {
  const value: unknown = loss();
  if (!isScalar(value)) {
    throw new LossNotScalarError('The loss must be a scalar, computed synchronously.', {
      expected: 'a float32 tensor of shape ()',
      found: describe(value),
    });
  }
  const penalties = regularization === false ? [] : penaltiesOf(variables, regularization === true ? null : regularization);
  return penalties.length === 0 ? value : addN<Scalar>([value, ...penalties]);
}

function penaltiesOf(variables: readonly Variable[], scope: string | null): Scalar[] {
  const graphs = new Set(variables.map((variable) => variable.graph));
  return [...graphs].flatMap((graph) => graph.run(() => getRegularizationLosses(scope)));
}

function isScalar(value: unknown): value is Scalar {
  return isTensor(value) && value.rank === 0 && value.dtype === 'float32';
}

function isTensor(value: unknown): value is Tensor {
  return value instanceof Tensor; // tfjs declares it as `any`
}

function describe(value: unknown): string {
  if (isTensor(value)) return `a ${value.dtype} tensor of shape ${formatShape(value.shape)}`;
  return value instanceof Promise ? 'a promise' : String(value);
}
