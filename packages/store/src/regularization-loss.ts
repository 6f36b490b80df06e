import { clone, tidy, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import type { Regularizer } from '@varscope/spec';
import { LossNotScalarError } from '@varscope/spec/errors';
import type { GraphVariable } from './graph-variable.js';

/** The regularization loss of one variable or shard: an item of its collection, evaluated whenever it is asked for. */
export class RegularizationLoss {
  /** `KEY/Regularizer/` and the name of the regularizer, with `:0`; filters by scope find losses by it. */
  readonly name: string;
  readonly variable: GraphVariable;
  readonly #regularizer: Regularizer;

  constructor(key: string, variable: GraphVariable, regularizer: Regularizer) {
    this.name = `${key}/Regularizer/${regularizer.name || 'loss'}:0`;
    this.variable = variable;
    this.#regularizer = regularizer;
  }

  /**
   * The loss for the current value of the variable: a new scalar, owned by the caller, differentiable.
   * @throws LossNotScalarError when the regularizer gives no scalar.
   */
  evaluate(): Scalar {
    return tidy(() => {
      const loss: Tensor | null | undefined = this.#regularizer(this.variable);
      if (loss?.rank !== 0) {
        throw new LossNotScalarError(`regularizer must return a scalar Tensor instead of ${describe(loss)}.`, {
          variable: this.variable.op.name,
        });
      }
      return clone(loss) as Scalar; // rank 0; it may be the variable itself
    });
  }
}

function describe(loss: Tensor | null | undefined): string {
  return loss === null || loss === undefined ? 'nothing, as it did not when the variable was created' : `a Tensor with rank ${loss.rank}`;
}
