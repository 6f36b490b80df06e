import { Graph, type GraphOptions } from 'varscope';

/** A test that runs in a graph of its own, which is disposed afterwards. */
export function inGraph(body: () => void, options?: GraphOptions): () => void {
  return () => {
    const graph = new Graph(options);
    try {
      graph.run(body);
    } finally {
      graph.dispose();
    }
  };
}
