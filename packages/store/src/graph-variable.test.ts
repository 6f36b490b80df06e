/** Values and error classes were checked with TensorFlow 2.21, resource variables in graph mode. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { grads, memory, mul, ones, scalar, square, sum, tensor1d, tidy, Variable as TfjsVariable, type Tensor } from '@tensorflow/tfjs-core';
import {
  ArgumentTypeError,
  AssignDTypeError,
  AssignShapeError,
  BadInitialValueError,
  ValueRangeError,
  VariableDisposedError,
} from '@varscope/spec/errors';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { globalVariables } from './variable-lists.js';
import { Graph } from './graph.js';
import { isVariable } from './is-variable.js';
import { Variable, type InitialValueLike, type VariableOptions } from './variable.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

const make = (value: InitialValueLike, options: VariableOptions = {}): Variable => graph.run(() => new Variable(value, { name: 'v', ...options }));

describe('a variable', () => {
  it('is a variable of tfjs and of Varscope', () => {
    const variable = make([1, 2]);
    expect([variable instanceof TfjsVariable, variable instanceof Variable, isVariable(variable)]).toEqual([true, true, true]);
    expect([isVariable({}), isVariable(null), isVariable(ones)]).toEqual([false, false, false]);
  });

  it('has the names, dtype, shape and device of TensorFlow', () => {
    expect(make([1, 2], { dtype: 'int64', trainable: false })).toMatchObject({
      name: 'v:0',
      op: { name: 'v' },
      dtype: 'int32',
      declaredDtype: 'int64',
      shape: [2],
      declaredShape: [2],
      device: '',
      trainable: false,
      constraint: null,
      synchronization: 'AUTO',
      aggregation: 'NONE',
      saveSliceInfo: null,
      isInitialized: true,
    });
  });

  it('goes into the ops of tfjs as it is, with gradients', () => {
    const [v, w] = [make([1, 2]), make([3, 4])];
    const [dv, dw] = grads((a: Tensor, b: Tensor) => sum(mul(square(a), b)))([v, w]) as [Tensor, Tensor];
    expect([[...dv.dataSync()], [...dw.dataSync()]]).toEqual([[6, 16], [1, 4]]);
    dv.dispose();
    dw.dispose();
  });

  it('survives the tidy that it was made in, and its initial tensor does not leak', () => {
    const before = memory().numTensors;
    const variable = tidy(() => make(square(ones([3]))));
    expect(variable.arraySync()).toEqual([1, 1, 1]);
    expect(memory().numTensors).toBe(before + 1);
  });

  it('does not change with the tensor that it was made from, and does not dispose of it', () => {
    const value = tensor1d([1, 2]);
    const variable = make(value);
    variable.assign([3, 4]);
    expect([[...value.dataSync()], variable.arraySync()]).toEqual([[1, 2], [3, 4]]);
    value.dispose();
    expect(variable.arraySync()).toEqual([3, 4]);
  });

  it('leaves alone what its function found rather than made', () => {
    const found = ones([2]);
    const variable = make(() => found);
    variable.dispose();
    expect(found.isDisposed).toBe(false);
    found.dispose();
  });

  it('checks the tensors that its function gives against the declared dtype', () => {
    expect(() => make(() => tensor1d([1, 300], 'int32'), { dtype: 'uint8' })).toThrow(ValueRangeError);
  });
});

describe('readValue', () => {
  it('is a tensor of its own that keeps the value', () => {
    const variable = make([1, 2]);
    const [read, value] = [variable.readValue(), variable.value()];
    variable.assign([3, 4]);
    expect([[...read.dataSync()], [...value.dataSync()], isVariable(read)]).toEqual([[1, 2], [1, 2], false]);
    read.dispose();
    value.dispose();
  });

  it('is differentiable', () => {
    const variable = make([1, 2]);
    const [gradient] = grads(() => sum(square(variable.readValue())))([variable]) as [Tensor];
    expect([...gradient.dataSync()]).toEqual([2, 4]);
    gradient.dispose();
  });

  it('is the value, too, where an initialized value is asked for', () => {
    const value = make([1, 2]).initializedValue();
    expect([...value.dataSync()]).toEqual([1, 2]);
    value.dispose();
  });
});

describe('assign', () => {
  it('takes values and tensors, and gives the variable', () => {
    const variable = make([1, 2]);
    expect(variable.assign([3, 4])).toBe(variable);
    const value = tensor1d([5, 6]);
    variable.assign(value);
    value.dispose();
    expect(variable.arraySync()).toEqual([5, 6]);
    expect(variable.assign(variable).arraySync()).toEqual([5, 6]);
  });

  it('does not apply the constraint', () => {
    const variable = make([1], { constraint: () => tensor1d([0]) });
    expect(variable.assign([5]).arraySync()).toEqual([5]);
  });

  it('refuses another shape, in TensorFlow\'s words and with both shapes in order', () => {
    const variable = make([1, 2]);
    expect(() => variable.assign([1, 2, 3])).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(
          /^Cannot assign value to variable 'v:0': Shape mismatch\. The variable shape \(2,\), and the assigned value shape \(3,\) are incompatible\./,
        ) as string,
        details: { variable: 'v', expected: '(2,)', found: '(3,)' },
      }),
    );
    for (const value of [1, [[1, 2]], []]) expect(() => variable.assign(value)).toThrow(AssignShapeError);
    expect(variable.arraySync()).toEqual([1, 2]);
  });

  it('refuses another dtype, and a value that does not fit into the declared one', () => {
    const variable = make([1, 2], { dtype: 'uint8' });
    expect(() => tidy(() => variable.assign(tensor1d([1, 2])))).toThrow(AssignDTypeError);
    expect(() => variable.assign([1, 256])).toThrow(ValueRangeError);
    expect(() => tidy(() => variable.assign(tensor1d([1, -1], 'int32')))).toThrow(ValueRangeError);
    expect(variable.arraySync()).toEqual([1, 2]);
  });

  it('refuses a variable of another declared dtype, and a tensor that is gone', () => {
    const variable = make([1], { dtype: 'int8' });
    expect(() => variable.assign(make([1], { dtype: 'int16' }))).toThrow(AssignDTypeError);
    const gone = tensor1d([1], 'int32');
    gone.dispose();
    expect(() => variable.assign(gone)).toThrow(BadInitialValueError);
  });

  it('takes the shapes that the declared one leaves open', () => {
    const open = make([[1], [2]], { shape: [null, 1] });
    expect(open.assign([[1], [2], [3]])).toMatchObject({ shape: [3, 1], declaredShape: [null, 1], size: 3, rank: 2 });
    expect(open.assignAdd([[1], [1], [1]]).arraySync()).toEqual([[2], [3], [4]]);
    expect(() => open.assign([[1, 1]])).toThrow(AssignShapeError);
  });

  // TensorFlow 2.21: only the shape of a placeholder is not known.
  it('takes no other shape where `validateShape: false`, as the shape of the value is known', () => {
    const variable = make([1, 2], { validateShape: false });
    expect(variable.declaredShape).toEqual([2]);
    expect(() => variable.assign([1, 2, 3])).toThrow(AssignShapeError);
  });

  it('keeps count of tensors and bytes', () => {
    const before = memory();
    const variable = make([1, 2], { shape: [null] });
    variable.assign(new Array(100).fill(1)).assign([1]);
    expect(memory()).toMatchObject({ numTensors: before.numTensors + 1, numBytes: before.numBytes + 4 });
    variable.dispose();
    expect(memory()).toMatchObject({ numTensors: before.numTensors, numBytes: before.numBytes });
  });
});

describe('assignAdd and assignSub', () => {
  it('add and subtract, and give the variable', () => {
    const variable = make([1, 2]);
    expect(variable.assignAdd([10, 20])).toBe(variable);
    expect(variable.assignSub([1, 1])).toBe(variable);
    expect(variable.arraySync()).toEqual([10, 21]);
    expect(variable.assignAdd(variable).arraySync()).toEqual([20, 42]);
  });

  it('do not broadcast', () => {
    const variable = make([1, 2]);
    for (const delta of [1, [1], [[1, 1]]]) {
      expect(() => variable.assignAdd(delta)).toThrow(AssignShapeError);
      expect(() => variable.assignSub(delta)).toThrow(AssignShapeError);
    }
  });

  it.each([
    ['int8', 100], ['uint8', 200], ['int32', 2 ** 31 - 2], ['int64', 2 ** 31 - 2], ['uint32', 2 ** 31 - 2],
  ] as const)('refuse a sum that %s or its storage does not hold, in place of letting it wrap', (dtype, value) => {
    const variable = make([value], { dtype });
    expect(() => variable.assignAdd([100])).toThrow(ValueRangeError);
    expect(variable.arraySync()).toEqual([value]);
    expect(variable.assignAdd([1]).arraySync()).toEqual([value + 1]);
  });

  it('have no meaning for truth values and texts', () => {
    expect(() => make([true]).assignAdd([true])).toThrow(ArgumentTypeError);
    expect(() => make(['a']).assignSub(['b'])).toThrow(ArgumentTypeError);
  });

  it('add complex numbers', () => {
    const variable = make([1, 2], { dtype: 'complex64' });
    expect([...variable.assignAdd([1, 1]).dataSync()]).toEqual([2, 0, 3, 0]);
  });
});

describe('dispose', () => {
  it('frees the value, the name and the places in collections', () => {
    const before = memory().numTensors;
    const variable = make([1, 2]);
    variable.dispose();
    expect([memory().numTensors, graph.variables.size, graph.run(() => globalVariables())]).toEqual([before, 0, []]);
    expect(make([1, 2]).name).toBe('v:0');
  });

  it('is harmless the second time, also for a newer variable of the same name', () => {
    const old = make([1]);
    old.dispose();
    const variable = make([2]);
    old.dispose();
    expect(graph.variables.get('v')).toBe(variable);
    expect([variable.isDisposed, variable.arraySync(), make([3]).name]).toEqual([false, [2], 'v_1:0']);
  });

  it('makes every use an error that names the variable and the place where it was made', () => {
    const variable = make([1, 2]);
    variable.dispose();
    const uses: Record<string, () => unknown> = {
      readValue: () => variable.readValue(),
      initializedValue: () => variable.initializedValue(),
      assign: () => variable.assign([1, 2]),
      assignAdd: () => variable.assignAdd([1, 2]),
      scatterAdd: () => variable.scatterAdd([0], [1]),
      initializer: () => {
        variable.initializer.run();
      },
      op: () => square(variable),
      dataSync: () => variable.dataSync(),
      'initial value': () => make(variable),
    };
    for (const [use, call] of Object.entries(uses)) {
      expect(call, use).toThrow(
        expect.objectContaining({
          code: 'variable-disposed',
          details: { variable: 'v', createdAt: expect.stringContaining('graph-variable.test.ts') as string },
        }),
      );
    }
    expect(() => variable.arraySync()).toThrow(VariableDisposedError);
  });

  it('tells those who asked to know, once', () => {
    const variable = make([1]);
    let calls = 0;
    variable.onDispose(() => calls++);
    variable.dispose();
    variable.dispose();
    expect(calls).toBe(1);
  });

  it('gives back the memory of the value alone where a tensor still has it', () => {
    const variable = make([1, 2]);
    const value = variable.readValue();
    variable.dispose();
    expect([...value.dataSync()]).toEqual([1, 2]);
    value.dispose();
  });
});

describe('the initializer in an immediate graph', () => {
  it('changes nothing when it first runs', () => {
    const variable = make(() => scalar(Math.random()));
    const value = variable.arraySync();
    variable.initializer.run();
    expect(variable.arraySync()).toBe(value);
  });

  it('goes back to the initial value after an assignment', () => {
    const values = [1, 2];
    const variable = make(values);
    variable.assign([5, 5]);
    values[0] = 7; // what was passed at first counts
    variable.initializer.run();
    expect(variable.arraySync()).toEqual([1, 2]);
  });

  it('computes a value again each further time', () => {
    let calls = 0;
    const variable = make(() => scalar(++calls));
    for (let i = 0; i < 3; i++) variable.initializer.run();
    expect(variable.arraySync()).toBe(3);
  });

  it('copies the variable that it was made from', () => {
    const first = make([1]);
    const second = make(first);
    first.assign([2]);
    expect(second.arraySync()).toEqual([1]);
    second.assign([5]);
    second.initializer.run();
    expect(second.arraySync()).toEqual([2]);
  });

  it('cannot go back to a tensor, which is not kept', () => {
    const value = tensor1d([1]);
    const variable = make(value);
    value.dispose();
    variable.initializer.run();
    variable.assign([2]);
    expect(() => { variable.initializer.run(); }).toThrow(/was initialized from a tensor, which a graph with immediate initialization does not keep/);
  });
});
