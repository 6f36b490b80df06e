import '@tensorflow/tfjs-backend-cpu';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Graph } from './graph.js';
import * as scatterFunctions from './scatter-functions.js';
import { Variable } from './variable.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

const ROWS = [[2, 0], [[2, 4], [4, 8]]] as const;
const ELEMENTS = [[[2, 0], [0, 1]], [2, 4]] as const;

// What the functions of TensorFlow 2.21 give for [[1, 2], [3, 4], [5, 6]], run in a session of graph mode.
it.each([
  ['scatterUpdate', ROWS, [[4, 8], [3, 4], [2, 4]]],
  ['scatterAdd', ROWS, [[5, 10], [3, 4], [7, 10]]],
  ['scatterSub', ROWS, [[-3, -6], [3, 4], [3, 2]]],
  ['scatterMul', ROWS, [[4, 16], [3, 4], [10, 24]]],
  ['scatterDiv', ROWS, [[0.25, 0.25], [3, 4], [2.5, 1.5]]],
  ['scatterMin', ROWS, [[1, 2], [3, 4], [2, 4]]],
  ['scatterMax', ROWS, [[4, 8], [3, 4], [5, 6]]],
  ['scatterNdUpdate', ELEMENTS, [[1, 4], [3, 4], [2, 6]]],
  ['scatterNdAdd', ELEMENTS, [[1, 6], [3, 4], [7, 6]]],
  ['scatterNdSub', ELEMENTS, [[1, -2], [3, 4], [3, 6]]],
] as const)('%s gives what TensorFlow gives, and the variable', (name, [indices, updates], expected) => {
  const variable = graph.run(() => new Variable([[1, 2], [3, 4], [5, 6]]));
  expect(scatterFunctions[name](variable, indices as never, updates as never)).toBe(variable); // tfjs's arrays are mutable
  expect(variable.arraySync()).toEqual(expected);
});
