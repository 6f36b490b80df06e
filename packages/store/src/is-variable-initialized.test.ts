import '@tensorflow/tfjs-backend-cpu';
import { expect, it } from 'vitest';
import { Graph } from './graph.js';
import { isVariableInitialized } from './is-variable-initialized.js';
import { Variable } from './variable.js';

it('tells whether a variable of a deferred graph has its value yet', () => {
  using graph = new Graph({ initialization: 'deferred' });
  const variable = graph.run(() => new Variable([1, 2]));
  expect(isVariableInitialized(variable)).toBe(false);
  variable.initializer.run();
  expect(isVariableInitialized(variable)).toBe(true);
});
