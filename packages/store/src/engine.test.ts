/** What Varscope takes from tfjs's engine without being promised it: a new release of tfjs must still do this. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import '@tensorflow/tfjs-backend-wasm';
import {
  add, backend, engine, env, getBackend, grad, memory, mul, ones, scalar, setBackend, square, tensor, tensor1d, tidy,
  variable as tfjsVariable, Variable as TfjsVariable, type Tensor,
} from '@tensorflow/tfjs-core';
import { VariableNameError } from '@varscope/spec/errors';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  backendOf, canCompute, copyTo, currentBackend, isBackendReady, nextTensorId, register, registeredName, release, releaseTape,
  reshape, retain, startedBackends, unregister, withBackend,
} from './engine.js';
import { VARIABLE_BRAND } from './is-variable.js';

const registry = (): Record<string, unknown> => engine().state.registeredVariables;

/** A variable on the data of `value` that the engine does not know of yet. */
const variableOf = (value: Tensor): TfjsVariable => new TfjsVariable(value, true, 'v:0', nextTensorId());

/** A variable of Varscope as the registry knows it: with a name and no data. */
const named = (name: string): TfjsVariable => {
  const value = { shape: [], dtype: 'float32', dataId: {} } as unknown as Tensor; // what it reads
  return Object.assign(new TfjsVariable(value, true, name, nextTensorId()), { [VARIABLE_BRAND]: true });
};

beforeAll(() => setBackend('cpu'));

describe('nextTensorId', () => {
  it('is larger than the ids of all tensors before, and smaller than those after', () => {
    const before = scalar(1);
    const id = nextTensorId();
    const after = scalar(1);
    expect(id).toBeGreaterThan(before.id);
    expect(after.id).toBeGreaterThan(id);
    before.dispose();
    after.dispose();
  });
});

describe('isBackendReady', () => {
  it('is true once a backend has computed something', () => {
    scalar(1).dispose();
    expect(isBackendReady()).toBe(true);
  });
});

describe('canCompute', () => {
  it('is true where a backend is, and false where there is none yet', () => {
    expect(canCompute()).toBe(true);
    Object.defineProperty(engine(), 'backend', { configurable: true, get: () => { throw new Error('not yet initialized'); } });
    expect(canCompute()).toBe(false);
    Reflect.deleteProperty(engine(), 'backend');
  });
});

describe('two backends', () => {
  it('are listed when they have started, the current one first', async () => {
    await setBackend('wasm');
    const wasm = backend();
    await setBackend('cpu');
    expect(startedBackends()).toEqual([backend(), wasm]);
    expect(currentBackend()).toBe(backend());
  });

  it('can be exchanged while a function runs, and compute with their own kernels', async () => {
    await setBackend('wasm');
    const wasm = backend();
    await setBackend('cpu');
    const cpu = backend();
    const sum = withBackend(wasm, () => {
      expect([getBackend(), backend()]).toEqual(['wasm', wasm]);
      return withBackend(wasm, () => add([1], [2]));
    });
    expect([getBackend(), backend()]).toEqual(['cpu', cpu]);
    expect(backendOf(sum.dataId)).toBe(wasm);
    expect([...sum.dataSync()]).toEqual([3]);
    expect(() => withBackend(wasm, () => { throw new Error('of the program'); })).toThrow('of the program');
    expect(getBackend()).toBe('cpu');
    sum.dispose();
  });

  it.each([[[1.5, 2]], [['a', 'b']], [[true, false]]])('hold copies of %j that have nothing to do with the original', async (value) => {
    await setBackend('wasm');
    const wasm = backend();
    await setBackend('cpu');
    const given = tensor(value);
    const before = { tensors: memory().numTensors, ids: wasm.numDataIds() };
    engine().startScope();
    const copy = copyTo(wasm, given);
    engine().endScope();
    expect([backendOf(given.dataId), backendOf(copy.dataId)]).toEqual([backend(), wasm]);
    expect(copy.arraySync()).toEqual(given.arraySync());
    expect({ tensors: memory().numTensors, ids: wasm.numDataIds() }).toEqual({ tensors: before.tensors + 1, ids: before.ids + 1 });
    copy.dispose();
    given.dispose();
    expect(backendOf(copy.dataId)).toBeUndefined();
    expect(wasm.numDataIds()).toBe(before.ids);
  });

  it('may be read from another in the middle of a kernel, without a leak in the eyes of the tests of tfjs', async () => {
    await setBackend('wasm');
    const wasm = backend();
    await setBackend('cpu');
    const given = tensor1d([1, 2]);
    const source = withBackend(wasm, () => tensor1d([3, 4]));
    let copy: Tensor | undefined;
    const lazy = variableOf(given);
    Object.defineProperty(lazy, 'dataId', { get: () => (copy ??= copyTo(backend(), source)).dataId });
    env().set('IS_TEST', true);
    const sum = add(lazy as Tensor, given);
    env().set('IS_TEST', false);
    expect([...sum.dataSync()]).toEqual([4, 6]);
    for (const each of [given, source, sum, copy]) each?.dispose();
  });
});

describe('retain and release', () => {
  it('count a variable as a tensor of its own on the same data', () => {
    const before = memory();
    const value = ones([3]);
    const variable = variableOf(value);
    retain(variable);
    expect(memory()).toMatchObject({ numTensors: before.numTensors + 2, numDataBuffers: before.numDataBuffers + 1 });
    value.dispose();
    expect([...variable.dataSync()]).toEqual([1, 1, 1]);
    release(variable);
    expect(memory()).toMatchObject({ numTensors: before.numTensors, numDataBuffers: before.numDataBuffers, numBytes: before.numBytes });
  });

  it('keep the variable out of the tidy around', () => {
    const variable = tidy(() => {
      const held = variableOf(ones([3]));
      retain(held);
      return held;
    });
    expect([...variable.dataSync()]).toEqual([1, 1, 1]);
    release(variable);
  });
});

describe('reshape', () => {
  it('gives everything that follows from a shape', () => {
    const [value, other] = [ones([3]), ones([2, 4, 1])];
    const variable = variableOf(value);
    reshape(variable, other);
    const { shape, size, rank, strides, rankType } = other;
    expect(variable).toMatchObject({ shape, size, rank, strides, rankType });
    value.dispose();
    other.dispose();
  });
});

describe('register and unregister', () => {
  it('list a variable under the name of TensorFlow', () => {
    const variable = named('w:0');
    register(variable);
    expect(Object.entries(registry())).toEqual([['w:0', variable]]);
    unregister(variable);
    expect([Object.keys(registry()), 'w:0' in registry()]).toEqual([[], false]);
  });

  it('find a variable by a name of its own when it is asked for, and list it once', () => {
    const variable = named('w:0');
    register(variable);
    expect(registeredName(variable)).toBe(`w:0#${variable.id}`);
    expect(registry()[registeredName(variable)]).toBe(variable);
    expect(Object.keys(registry())).toEqual(['w:0']);
    unregister(variable);
    expect(Object.getOwnPropertyNames(registry())).toEqual([]);
  });

  it('refuse to look a name up that two variables have, list each once, and find the one that is left', () => {
    const variables = [1, 2, 3].map(() => named('w:0'));
    for (const variable of variables) register(variable);
    const [first, second, third] = variables as [TfjsVariable, TfjsVariable, TfjsVariable];
    expect(Object.values(registry())).toEqual(variables);
    expect(() => registry()['w:0']).toThrow(VariableNameError);
    unregister(second);
    expect(() => registry()['w:0']).toThrow(/Two live variables are named 'w:0'/);
    unregister(first);
    expect(Object.entries(registry())).toEqual([['w:0', third]]);
    expect(registry()[registeredName(third)]).toBe(third);
    unregister(third);
    expect(Object.getOwnPropertyNames(registry())).toEqual([]);
  });

  it('leave the variables alone that tfjs has made, and their names', () => {
    const theirs = tidy(() => tfjsVariable(scalar(1), true, 'w:0'));
    const variable = named('w:0');
    expect(() => { register(variable); }).toThrow(VariableNameError);
    unregister(variable);
    expect(registry()['w:0']).toBe(theirs);
    theirs.dispose();
  });

  it('keep tfjs from giving the name away', () => {
    const variable = named('w:0');
    register(variable);
    expect(() => tidy(() => tfjsVariable(scalar(1), true, 'w:0'))).toThrow(/already registered/);
    unregister(variable);
    const theirs = tidy(() => tfjsVariable(scalar(1), true, 'w:0'));
    expect(registry()['w:0']).toBe(theirs);
    theirs.dispose();
  });
});

describe('releaseTape', () => {
  const failing = (x: Tensor): Tensor => {
    mul(square(x), x);
    throw new Error('of the program');
  };

  it('frees what a gradient had saved that failed', () => {
    const x = tensor1d([1, 2]);
    const before = memory().numTensors;
    expect(() => grad(failing)(x)).toThrow('of the program');
    expect(memory().numTensors).toBeGreaterThan(before);
    releaseTape();
    expect(memory().numTensors).toBe(before);
    x.dispose();
  });

  it('leaves the tape of a gradient around alone', () => {
    const x = tensor1d([1, 2]);
    const dx = grad((inner: Tensor) => {
      const result = square(inner);
      releaseTape();
      return result;
    })(x);
    expect([...dx.dataSync()]).toEqual([2, 4]);
    dx.dispose();
    x.dispose();
  });
});
