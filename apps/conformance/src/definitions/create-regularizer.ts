import { abs, add, cast, mean, mul, square, sum, tidy, type Tensor } from '@tensorflow/tfjs-core';
import type { RegularizerDefinition } from '../case-format.js';
import { UnknownFormError } from '../unknown-form-error.js';
import { UserError } from '../user-error.js';
import { notCallable } from './not-callable.js';

/** The object of a regularizer definition: a function of the variable, computed in float32. */
export function createRegularizer(id: string, definition: RegularizerDefinition): unknown {
  switch (definition.reg) {
    case 'l2':
      return scalar((x) => mul(definition.scale ?? 1, sum(square(x))));
    case 'l1':
      return scalar((x) => mul(definition.scale ?? 1, sum(abs(x))));
    case 'sum':
      return scalar((x) => mul(definition.scale ?? 1, sum(x)));
    case 'mean_plus':
      return scalar((x) => add(mean(x), definition.c));
    case 'no_regularizer':
      return () => null;
    case 'throw':
      return () => {
        throw new UserError(`regularizer ${id}`);
      };
    case 'not_callable':
      return notCallable();
    default:
      throw new UnknownFormError(definition);
  }
}

function scalar(compute: (variable: Tensor) => Tensor): (variable: Tensor) => Tensor {
  return (variable) => tidy(() => compute(cast(variable, 'float32')));
}
