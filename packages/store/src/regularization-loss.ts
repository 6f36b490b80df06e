import { tidy, type Scalar } from '@tensorflow/tfjs-core';
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
      const loss = this.#regularizer(this.variable);
      if (loss === null || loss.rank !== 0) {
        throw new LossNotScalarError(`regularizer must return a scalar Tensor instead of ${describe(loss)}.`, {
          variable: this.variable.op.name,
        });
      }
      return loss as Scalar; // rank 0
    });
  }
}

function describe(loss: { rank: number } | null): string {
  return loss === null ? 'nothing, as it did not when the variable was created' : `a Tensor with rank ${loss.rank}`;
}
