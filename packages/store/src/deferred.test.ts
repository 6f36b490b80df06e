/** Graphs with deferred initialization. */
import '@tensorflow/tfjs-backend-cpu';
import { add, memory, mul, ones, scalar, square, tensor1d, type Tensor } from '@tensorflow/tfjs-core';
import { GraphMismatchError, InitializerCycleError, InitializerShapeMismatchError, ValueRangeError } from '@varscope/spec/errors';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Graph } from './graph.js';
import { globalVariablesInitializer, localVariablesInitializer, variablesInitializer } from './initializer-functions.js';
import { reportUninitializedVariables } from './report-uninitialized-variables.js';
import { Variable, type InitialValueLike, type VariableOptions } from './variable.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph({ initialization: 'deferred' });
});
afterEach(() => {
  graph.dispose();
});

function make(name: string, value: InitialValueLike, options: VariableOptions = {}): Variable {
  return graph.run(() => new Variable(value, { name, ...options }));
}
const known = { shape: [2], dtype: 'float32' } as const;
const initialize = (): void => {
  graph.run(() => globalVariablesInitializer()).run();
};

describe('before its initializer runs', () => {
  it('a variable has taken no memory, and nothing has been computed', () => {
    const before = memory();
    const compute = vi.fn(() => ones([2]));
    const variables = [make('f', compute, known), make('n', 1), make('a', [[1, 2]]), make('t', new Float32Array(1000))];
    expect(memory()).toEqual(before);
    expect(compute).not.toHaveBeenCalled();
    expect(variables.map(({ shape, declaredDtype, isInitialized }) => [shape, declaredDtype, isInitialized])).toEqual([
      [[2], 'float32', false], [[], 'float32', false], [[1, 2], 'float32', false], [[1000], 'float32', false],
    ]);
  });

  it('reading is an error that names the variable', () => {
    const variable = make('v', () => ones([2]), known);
    const reads = [
      () => variable.readValue(), () => variable.value(), () => variable.dataSync(), () => square(variable),
    ];
    for (const read of reads) {
      expect(read).toThrow(expect.objectContaining({ code: 'failed-precondition', details: expect.objectContaining({ variable: 'v' }) as object }));
      expect(read).toThrow(/^Attempting to use uninitialized value v/);
    }
  });

  // TensorFlow 2.21, resource variables.
  it('what changes or picks out elements finds no resource', () => {
    const variable = make('v', () => ones([2]), known);
    const uses = [
      () => variable.assignAdd([1, 1]), () => variable.assignSub([1, 1]), () => variable.scatterAdd([0], [1]),
      () => variable.scatterNdUpdate([[0]], [1]), () => variable.sparseRead([0]), () => variable.gatherNd([[0]]),
    ];
    for (const use of uses) {
      expect(use).toThrow(expect.objectContaining({ code: 'failed-precondition', tensorflowError: 'NotFoundError' }));
      expect(use).toThrow('Container localhost does not exist. (Could not find resource: localhost/v)');
    }
  });

  it('the initial value can be read, which initializes nothing', () => {
    const variable = make('v', () => ones([2]), known);
    const value = variable.initializedValue();
    expect([[...value.dataSync()], variable.isInitialized]).toEqual([[1, 1], false]);
    value.dispose();
  });

  it('a value is refused that can be told not to fit', () => {
    expect(() => make('v', [300], { dtype: 'int8' })).toThrow(ValueRangeError);
    expect(() => make('v', [1, 2], { shape: [3] })).toThrow(InitializerShapeMismatchError);
  });

  it('an array is taken as it is, whatever becomes of it', () => {
    const values = [1, 2];
    const variable = make('v', values);
    values[0] = 5;
    initialize();
    expect(variable.arraySync()).toEqual([1, 2]);
  });

  it('a tensor is kept without a copy, and let go with the variable', () => {
    const before = memory();
    const value = ones([2]);
    const variable = make('v', value);
    value.dispose();
    expect(memory().numBytes).toBe(before.numBytes + 8);
    initialize();
    variable.assign([2, 2]);
    initialize();
    expect(variable.arraySync()).toEqual([1, 1]);
    variable.dispose();
    expect(memory()).toEqual(before);
  });
});

describe('an initializer', () => {
  it('initializes its variables, and no others', () => {
    const [v, w] = [make('v', 1), make('w', 2)];
    const local = make('l', 3, { collections: ['local_variables'] });
    v.initializer.run();
    expect(graph.run(() => reportUninitializedVariables())).toEqual(['w', 'l']);
    graph.run(() => localVariablesInitializer()).run();
    expect([v, w, local].map((variable) => variable.isInitialized)).toEqual([true, false, true]);
    expect(reportUninitializedVariables([v, w])).toEqual(['w']);
    variablesInitializer([w]).run();
    expect(w.arraySync()).toBe(2);
  });

  it('runs in the order in which the initial values need each other', () => {
    const order: string[] = [];
    const made: Record<string, Variable> = {};
    const value = (name: string, needs: readonly string[]) => (): Tensor => {
      const sum = needs.reduce((total: Tensor, need) => add(total, made[need] as Variable), scalar(1));
      order.push(name);
      return sum;
    };
    for (const [name, needs] of [['a', ['b', 'c']], ['b', ['c']], ['c', []]] as const) {
      made[name] = make(name, value(name, needs), { shape: [], dtype: 'float32' });
    }
    initialize();
    expect(order).toEqual(['c', 'b', 'a']);
    expect(['a', 'b', 'c'].map((name) => made[name]?.arraySync())).toEqual([4, 2, 1]);
  });

  it('names the variables whose initial values need each other', () => {
    const made: Variable[] = [];
    for (const name of ['a', 'b', 'c']) {
      made.push(make(name, () => mul(made[name === 'a' ? 1 : name === 'b' ? 2 : 0] as Variable, 2), known));
    }
    expect(initialize).toThrow(InitializerCycleError);
    expect(initialize).toThrow(/need each other: a -> b -> c -> a\./);
    expect(made.map((variable) => variable.isInitialized)).toEqual([false, false, false]);
  });

  it('does not initialize what an initial value needs and the list has not', () => {
    const v = make('v', [1, 2]);
    const w = make('w', () => mul(v, 2));
    expect(w.shape).toEqual([2]);
    expect(() => { w.initializer.run(); }).toThrow(/uninitialized value v\./);
    expect([v.isInitialized, w.isInitialized]).toEqual([false, false]);
    v.assign([5, 6]);
    w.initializer.run();
    expect(w.arraySync()).toEqual([10, 12]);
  });

  it('gives a variable the value that another has by then', () => {
    const v = make('v', [1, 2]);
    const [direct, initialized] = [make('w', v), make('x', () => v.initializedValue())];
    expect([direct.shape, initialized.shape]).toEqual([[2], [2]]);
    initialize();
    expect([direct.arraySync(), initialized.arraySync()]).toEqual([[1, 2], [1, 2]]);
  });

  it('learns shape and dtype from a function that alone knows them, and leaves nothing behind', () => {
    const before = memory().numTensors;
    const v = make('v', () => tensor1d([1, 2, 3], 'int32'));
    const w = make('w', () => square(v));
    expect([w.shape, w.declaredDtype, v.isInitialized, w.isInitialized, memory().numTensors]).toEqual([[3], 'int32', false, false, before]);
    initialize();
    expect(w.arraySync()).toEqual([1, 4, 9]);
  });

  it('refuses a value of another shape than was promised', () => {
    const variable = make('v', () => ones([3]), known);
    expect(initialize).toThrow(InitializerShapeMismatchError);
    expect(variable.isInitialized).toBe(false);
  });

  it('computes again what it computed before, and gives back what was assigned', () => {
    let calls = 0;
    const variable = make('v', () => scalar(++calls), { shape: [], dtype: 'float32' });
    initialize();
    variable.assign(100);
    initialize();
    expect(variable.arraySync()).toBe(2);
  });

  it('runs for the variables of one graph', () => {
    using other = new Graph({ initialization: 'deferred' });
    const foreign = other.run(() => new Variable(1));
    expect(() => { variablesInitializer([make('v', 1), foreign]).run(); }).toThrow(GraphMismatchError);
    expect(() => { variablesInitializer([]).run(); }).not.toThrow();
  });
});

describe('an assignment', () => {
  it('initializes', () => {
    const compute = vi.fn(() => ones([2]));
    const variable = make('v', compute, known);
    expect(variable.assign([3, 4]).arraySync()).toEqual([3, 4]);
    expect([variable.isInitialized, compute.mock.calls.length]).toEqual([true, 0]);
    expect(variable.assignAdd([1, 1]).arraySync()).toEqual([4, 5]);
  });

  it('that is refused does not', () => {
    const variable = make('v', [1, 2]);
    expect(() => variable.assign([1])).toThrow();
    expect(variable.isInitialized).toBe(false);
  });
});
