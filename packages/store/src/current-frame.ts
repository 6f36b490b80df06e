import { peekFrame, setDefaultGraph, type Frame } from './context.js';
import { Graph } from './graph.js';

/**
 * What is current for the running code; the default graph is made when it is first needed.
 * @throws AsyncScopeError when it cannot be known, because a scope did not follow an `await`.
 */
export function currentFrame(): Frame {
  return peekFrame() ?? setDefaultGraph(new Graph());
}
