import { GraphKeys, VariableAggregation } from '@varscope/spec';
import { VariableExistsError } from '@varscope/spec/errors';
import { getVariable } from '@varscope/scopes';
import { getDefaultGraph, type Graph, type Variable } from '@varscope/store';
import { getGlobalStep } from './get-global-step.js';

/**
 * Creates the variable that counts training steps: `global_step` in the current variable scope, an int64 that is 0, not
 * trained, in the collections `variables` and `global_step`. `tf.train.create_global_step`.
 * @throws VariableExistsError when the graph has one.
 */
export function createGlobalStep(graph: Graph = getDefaultGraph()): Variable {
  const existing = getGlobalStep(graph);
  if (existing !== null) {
    throw new VariableExistsError('"global_step" already exists.', { variable: existing.op.name, createdAt: existing.createdAt });
  }
  return graph.run(() =>
    getVariable(GraphKeys.GLOBAL_STEP, [], {
      dtype: 'int64',
      initializer: () => 0,
      trainable: false,
      aggregation: VariableAggregation.ONLY_FIRST_REPLICA,
      collections: [GraphKeys.GLOBAL_VARIABLES, GraphKeys.GLOBAL_STEP],
    }),
  );
}
