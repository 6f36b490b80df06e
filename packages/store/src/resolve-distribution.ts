import { VariableAggregation, VariableSynchronization } from '@varscope/spec';
import { AggregationInvalidError, SynchronizationInvalidError } from '@varscope/spec/errors';

/** The options of a variable that say how copies of it work together. */
interface DistributionOptions {
  readonly synchronization: unknown;
  readonly aggregation: unknown;
  readonly trainable: boolean | null;
}

/** The same, checked and with TensorFlow's defaults. */
export interface Distribution {
  readonly synchronization: VariableSynchronization;
  readonly aggregation: VariableAggregation;
  readonly trainable: boolean;
}

const SYNCHRONIZATIONS: ReadonlySet<unknown> = new Set(Object.values(VariableSynchronization));
const AGGREGATIONS: ReadonlySet<unknown> = new Set(Object.values(VariableAggregation));

/**
 * Checks synchronization and aggregation, and decides whether a variable is trainable that was not told: it is,
 * unless it is synchronized on read.
 * @throws AggregationInvalidError, SynchronizationInvalidError
 */
export function resolveDistribution(options: DistributionOptions, name: string): Distribution {
  const aggregation = options.aggregation ?? VariableAggregation.NONE;
  const synchronization = options.synchronization ?? VariableSynchronization.AUTO;
  if (!AGGREGATIONS.has(aggregation)) {
    throw new AggregationInvalidError(`Invalid variable aggregation mode: ${String(aggregation)} for variable: ${name}`);
  }
  if (!SYNCHRONIZATIONS.has(synchronization)) {
    throw new SynchronizationInvalidError(
      `Invalid variable synchronization mode: ${String(synchronization)} for variable: ${name}`,
    );
  }
  return {
    aggregation: aggregation as VariableAggregation, // one of them
    synchronization: synchronization as VariableSynchronization, // one of them
    trainable: options.trainable ?? synchronization !== VariableSynchronization.ON_READ,
  };
}
