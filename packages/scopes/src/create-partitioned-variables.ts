import { VariableAggregation, VariableSynchronization, type DType, type InitializerLike, type Reuse, type Shape, type VariableRequest } from '@varscope/spec';
import { ArgumentTypeError, PartitionRankError, PartitionWithGetterError, SlicingMismatchError } from '@varscope/spec/errors';
import { currentFrame, runInFrame, type Variable } from '@varscope/store';
import { getPartitionedVariable } from './get-partitioned-variable.js';
import { variableScope } from './variable-scope.js';

/** The options of `createPartitionedVariables`. */
export interface CreatePartitionedVariablesOptions {
  readonly dtype?: DType;
  readonly trainable?: boolean;
  readonly collections?: readonly string[] | null;
  /** Default: a unique `PartitionedVariable`. */
  readonly name?: string | null;
  readonly reuse?: Reuse | null;
}

/**
 * Creates, or with `reuse` finds, the shards of a variable that is sliced as `slicing` says, in a scope of its own.
 * `tf.create_partitioned_variables`, which `getVariable` with a partitioner has replaced.
 * @throws SlicingMismatchError, PartitionRankError for a shape that cannot be sliced so.
 * @throws ArgumentTypeError when `slicing` is no list.
 * @throws PartitionWithGetterError in a scope with a custom getter.
 */
export function createPartitionedVariables(
  shape: Shape,
  slicing: readonly number[],
  initializer: InitializerLike | null,
  options: CreatePartitionedVariablesOptions = {},
): Variable[] {
  const isList: boolean = Array.isArray(slicing); // a boolean does not narrow it to any[]
  if (!isList) throw new ArgumentTypeError(`Expected a list of numbers for slicing, but got ${String(slicing)}.`);
  if (shape.length !== slicing.length) {
    throw new SlicingMismatchError(
      `The 'shape' and 'slicing' of a partitioned Variable must have the length: shape: [${shape.join(', ')}], slicing: [${slicing.join(', ')}]`,
    );
  }
  if (shape.length < 1) throw new PartitionRankError('A partitioned Variable must have rank at least 1: shape: []');
  const { name = null, reuse = null } = options;
  return variableScope(name, { defaultName: 'PartitionedVariable', reuse }, (scope) => {
    const { settings } = scope;
    if (settings.customGetter !== null) {
      throw new PartitionWithGetterError(
        'Private access to _get_partitioned_variable is not allowed when a custom getter is set. Use getVariable with a partitioner instead.',
        { variable: scope.name },
      );
    }
    const request: VariableRequest = {
      shape,
      dtype: options.dtype ?? 'float32',
      initializer: initializer ?? settings.initializer,
      regularizer: settings.regularizer,
      reuse: settings.reuse,
      trainable: options.trainable ?? true,
      collections: options.collections ?? null,
      cachingDevice: settings.cachingDevice,
      partitioner: null,
      validateShape: true,
      useResource: settings.useResource,
      constraint: settings.constraint,
      synchronization: VariableSynchronization.AUTO,
      aggregation: VariableAggregation.NONE,
    };
    // Variables do not see the name scope.
    const frame = currentFrame();
    const variable = runInFrame({ ...frame, nameScope: '', names: frame.graph.names, outer: frame }, () =>
      getPartitionedVariable(scope.name, request, () => slicing),
    );
    return [...variable];
  });
}
