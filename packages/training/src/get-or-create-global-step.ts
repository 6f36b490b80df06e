import { getDefaultGraph, type Graph, type Variable } from '@varscope/store';
import { createGlobalStep } from './create-global-step.js';
import { getGlobalStep } from './get-global-step.js';

/** The variable that counts training steps, made where the graph has none. `tf.train.get_or_create_global_step`. */
export function getOrCreateGlobalStep(graph: Graph = getDefaultGraph()): Variable {
  return getGlobalStep(graph) ?? createGlobalStep(graph);
}
