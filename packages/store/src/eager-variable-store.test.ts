import '@tensorflow/tfjs-backend-cpu';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { currentFrame } from './current-frame.js';
import { EagerVariableStore } from './eager-variable-store.js';
import { Graph } from './graph.js';
import type { GraphVariable } from './graph-variable.js';
import { Variable, type VariableOptions } from './variable.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

/** What `getVariable` does with a new variable. */
function keep(key: string, options: VariableOptions = {}): GraphVariable {
  const variable = new Variable([1], { name: key, ...options });
  currentFrame().store.add(key, variable);
  return variable;
}

it('keeps the keys apart from those of the graph, but not the names of the ops', () => {
  graph.run(() => {
    const outside = keep('v');
    const store = new EagerVariableStore();
    const inside = store.asDefault(() => keep('v'));
    expect([outside.name, inside.name]).toEqual(['v:0', 'v_1:0']);
    expect(store.variables()).toEqual([inside]);
    expect(currentFrame().store.variables.get('v')).toBe(outside);
  });
});

it('lists its variables by name, and those that are trained', () => {
  graph.run(() => {
    const store = new EagerVariableStore();
    store.asDefault(() => [keep('b'), keep('a', { trainable: false }), keep('B')]);
    const names = (variables: readonly GraphVariable[]): string[] => variables.map((variable) => variable.name);
    expect(names(store.variables())).toEqual(['B_1:0', 'a:0', 'b:0']);
    expect([names(store.trainableVariables()), names(store.nonTrainableVariables())]).toEqual([['B_1:0', 'b:0'], ['a:0']]);
  });
});

it('is copied with the present values, dtypes and whether they are trained', () => {
  graph.run(() => {
    const store = new EagerVariableStore();
    store.asDefault(() => [keep('v', { dtype: 'int64' }).assign([5]), keep('w', { trainable: false })]);
    const copy = store.copy();
    expect(copy.variables()).toMatchObject([
      { name: 'v_1:0', declaredDtype: 'int64', trainable: true },
      { name: 'w_1:0', declaredDtype: 'float32', trainable: false },
    ]);
    expect(copy.variables().map((variable) => variable.arraySync())).toEqual([[5], [1]]);
    store.variables()[0]?.assign([6]);
    expect(copy.variables()[0]?.arraySync()).toEqual([5]);
    expect(copy.asDefault(() => currentFrame().store.variables.has('v'))).toBe(true);
  });
});

it('forgets a variable that is disposed', () => {
  graph.run(() => {
    const store = new EagerVariableStore();
    store.asDefault(() => keep('v')).dispose();
    expect(store.variables()).toEqual([]);
  });
});
