/** What the recorded cases cannot say of templates. `await.test.ts` has the async ones. */
import '@tensorflow/tfjs-backend-cpu';
import { NotCallableError, TemplateNameMissingError } from '@varscope/spec/errors';
import { Graph, Variable } from '@varscope/store';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { getLocalVariable } from './get-local-variable.js';
import { getVariable } from './get-variable.js';
import { makeTemplate } from './make-template.js';
import { variableScope } from './variable-scope.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

it('passes on its arguments and its result, and shares the variables', () => {
  graph.run(() => {
    const dense = makeTemplate('dense', (units: number, name: string) => [getVariable('w', [units]).name, name]);
    expect([dense(2, 'a'), dense(2, 'b')]).toEqual([['dense/w:0', 'a'], ['dense/w:0', 'b']]);
    expect(dense.name).toBe('dense');
  });
});

it('merges the first argument over those that were bound, in each call', () => {
  graph.run(() => {
    const bound = makeTemplate('t', (options: { a: number; b?: number }, last?: number) => [options.a, options.b, last], { kwargs: { a: 1, b: 2 } });
    expect([bound({ a: 5 }), bound({} as { a: number }, 7)]).toEqual([[5, 2, undefined], [1, 2, 7]]);
    expect(bound.func({ a: 3 })).toEqual([3, 2, undefined]);
  });
});

it('knows its scope and lists its variables once a call has completed', () => {
  graph.run(() => {
    const dense = makeTemplate('dense', () => {
      expect([dense.variables, dense.variableScope?.name]).toEqual([[], 'dense']);
      return [getVariable('w', [1]), getVariable('n', [1], { trainable: false }), getLocalVariable('l', [1])];
    });
    expect([dense.variableScope, dense.variableScopeName]).toEqual([null, null]);
    const [w, n, l] = dense() as [Variable, Variable, Variable];
    expect([dense.variableScopeName, dense.variables, dense.globalVariables, dense.localVariables]).toEqual(['dense/', [w, n, l], [w, n], [l]]);
    expect([dense.trainableVariables, dense.nonTrainableVariables]).toEqual([[w], [n]]);
    expect([dense.weights, dense.trainableWeights, dense.nonTrainableWeights]).toEqual([[w, n, l], [w], [n]]);
  });
});

it('takes a scope at once, or a name that is not made unique', () => {
  graph.run(() => {
    const now = makeTemplate('t', () => getVariable('w', [1]).name, { createScopeNow: true });
    expect(now.variableScopeName).toBe('t/');
    const named = makeTemplate('t', () => getVariable('v', [1]).name, { uniqueName: 't' });
    expect([named(), now(), makeTemplate('t', () => getVariable('w', [1]).name)()]).toEqual(['t/v:0', 't/w:0', 't_1/w:0']);
  });
});

it('is called inside of other scopes and templates without finding other variables', () => {
  graph.run(() => {
    const inner = makeTemplate('inner', () => getVariable('w', [1]));
    const outer = makeTemplate('outer', () => [inner(), getVariable('v', [1])]);
    const first = outer();
    expect(variableScope('elsewhere', () => outer())).toEqual(first);
    expect(first.map(({ name }) => name)).toEqual(['outer/inner/w:0', 'outer/v:0']);
  });
});

it('finds a variable of the program that is made in a later call', () => {
  graph.run(() => {
    let calls = 0;
    const dense = makeTemplate('dense', () => (calls++ > 0 ? new Variable(1, { name: 'x' }) : undefined));
    dense();
    expect(() => dense()).toThrow(/^Trainable variable created when calling a template after the first time.*: dense_1\/x:0/);
  });
});

it('needs a name and a function', () => {
  expect(() => makeTemplate(null as never, () => 1)).toThrow(TemplateNameMissingError);
  expect(() => makeTemplate('t', 1 as never)).toThrow(NotCallableError);
});
