import { concat, Variable, type Tensor } from '@tensorflow/tfjs-core';
import {
  isPartitionedVariable,
  type CustomGetter,
  type PartitionedVariableLike,
  type VariableLike,
} from '@varscope/spec';
import { tidyResult } from './tidy-result.js';

/** What knows the moving average of a variable: `ExponentialMovingAverage` of `@varscope/training`, or your own. */
export interface VariableAverages {
  /** The average, which stays its owner's; `null` for a variable that is not averaged. */
  average(variable: VariableLike): Tensor | null | undefined;
}

/**
 * Gives the average of every variable that has one, and the variable itself otherwise: for evaluation, in a scope that
 * reuses the variables of training. What ACER and other code pass as `ema_getter`.
 *
 * The shards of a partitioned variable are averaged one by one and concatenated to a new tensor, owned by the caller.
 *
 * @example
 * variableScope('model', { reuse: true, customGetter: exponentialMovingAverageGetter(averages) }, () => model(images));
 */
export function exponentialMovingAverageGetter(averages: VariableAverages): CustomGetter {
  return (getter, name, options) =>
    tidyResult(() => {
      const found = getter(name, options);
      if (isPartitionedVariable(found)) return averageOfShards(averages, found);
      if (!(found instanceof Variable)) return found;
      return averages.average(found as VariableLike) ?? found; // the variables of a store are Varscope's
    });
}

function averageOfShards(averages: VariableAverages, whole: PartitionedVariableLike): PartitionedVariableLike | Tensor {
  const shards = [...whole];
  const averaged = shards.map((shard) => averages.average(shard) ?? shard);
  if (averaged.every((value, index) => value === shards[index])) return whole;
  return concat(averaged, Math.max(0, whole.partitions.findIndex((count) => count > 1)));
}
