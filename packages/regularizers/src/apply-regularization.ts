import { addN, scalar, tidy, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { ArgumentTypeError, InvalidArgumentError, LossNotScalarError } from '@varscope/spec/errors';
import { asTensor, GraphKeys, type LiveLoss, type PartitionedVariableLike, type Regularizer } from '@varscope/spec';

/** The collections of a graph, as far as `applyRegularization` uses them; `@varscope/store` exports both functions. */
export interface RegularizationCollections {
  getCollection(key: string): readonly unknown[];
  addToCollection(key: string, value: unknown): void;
}

type Weights = Tensor | PartitionedVariableLike;

/**
 * The sum of the penalties of all weights: a new float32 scalar, on the tape. `tf.contrib.layers.apply_regularization`.
 *
 * TensorFlow knows the current graph; this function does not. Without `collections` it reads and adds to none, and may
 * be called in a loss function at every step. With them an empty list stands for the collection `weights`, and the sum is
 * added to the collection `regularization_losses` as a live loss, which follows the weights: call it once, where the model is built.
 *
 * @example
 * const penalty = applyRegularization(l2Regularizer(0.1), [kernel, bias]);
 * @throws InvalidArgumentError when there are no weights.
 * @throws LossNotScalarError when the regularizer gives something that is not a scalar.
 * @throws ArgumentTypeError when penalties have different dtypes.
 */
export function applyRegularization(
  regularizer: Regularizer,
  weightsList?: readonly Weights[] | null,
  collections?: RegularizationCollections,
): Scalar {
  const weights = weightsList?.length ? weightsList : (collections?.getCollection(GraphKeys.WEIGHTS) ?? []);
  if (weights.length === 0) throw new InvalidArgumentError('No weights to regularize.');
  // The collection `weights` holds weights.
  const evaluate = (): Scalar => sumOfPenalties(regularizer, weights as readonly Weights[]);
  const sum = evaluate();
  const loss: LiveLoss = { name: 'get_regularization_penalty:0', evaluate };
  collections?.addToCollection(GraphKeys.REGULARIZATION_LOSSES, loss);
  return sum;
}

function sumOfPenalties(regularizer: Regularizer, weights: readonly Weights[]): Scalar {
  return tidy(() => {
    const dtypes: string[] = [];
    const penalties = weights.map((one) => {
      const penalty = regularizer(asTensor(one));
      dtypes.push(penalty === null ? 'float32' : dtypeOf(one, penalty));
      return penalty ?? scalar(0);
    });
    for (const { rank } of penalties) {
      if (rank !== 0) {
        throw new LossNotScalarError(`regularizer must return a scalar Tensor instead of a Tensor with rank ${rank}.`);
      }
    }
    if (new Set(dtypes).size > 1) {
      throw new ArgumentTypeError(
        `Tensors in list passed to 'inputs' of 'AddN' Op have types [${dtypes.join(', ')}] that don't all match.`,
      );
    }
    return addN(penalties) as Scalar; // the sum of scalars
  });
}

/** The dtype that a penalty has in TensorFlow: that of its weights, where they know theirs. */
function dtypeOf(weights: Weights, penalty: Tensor): string {
  return 'declaredDtype' in weights ? String(weights.declaredDtype) : penalty.dtype;
}
