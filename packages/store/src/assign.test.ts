import '@tensorflow/tfjs-backend-cpu';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { assign, assignAdd, assignSub } from './assign.js';
import { Graph } from './graph.js';
import { Variable } from './variable.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

it('assigns, adds and subtracts, and gives the variable', () => {
  const variable = graph.run(() => new Variable([1, 2], { name: 'v' }));
  expect(assign(variable, [5, 7])).toBe(variable);
  expect(variable.arraySync()).toEqual([5, 7]);
  expect(assignAdd(variable, [1, 1])).toBe(variable);
  expect(variable.arraySync()).toEqual([6, 8]);
  expect(assignSub(variable, [2, 3])).toBe(variable);
  expect(variable.arraySync()).toEqual([4, 5]);
});
