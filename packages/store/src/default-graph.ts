import { setDefaultGraph } from './context.js';
import { currentFrame } from './current-frame.js';
import { Graph, type GraphOptions } from './graph.js';

/** The current graph: the one that is running, else the default graph. */
export function getDefaultGraph(): Graph {
  return currentFrame().graph;
}

/**
 * Replaces the default graph by a new, empty one and disposes the old one with all its variables.
 * @throws NestingError inside a graph or a scope.
 */
export function resetDefaultGraph(options: GraphOptions = {}): Graph {
  const old = getDefaultGraph();
  const graph = new Graph(options);
  setDefaultGraph(graph);
  old.dispose();
  return graph;
}

/** Sets the seed of the current graph, for the random ops that are made from now on. `tf.set_random_seed`. */
export function setRandomSeed(seed: number | bigint | null): void {
  getDefaultGraph().seeds.setSeed(seed);
}
