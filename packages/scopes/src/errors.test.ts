/** What the errors of scopes and requests tell. Their classes and first words are compared with TensorFlow by the conformance cases. */
import '@tensorflow/tfjs-backend-cpu';
import { ones, type Tensor } from '@tensorflow/tfjs-core';
import { AUTO_REUSE } from '@varscope/spec';
import { VarscopeError } from '@varscope/spec/errors';
import { Graph, variableCreatorScope } from '@varscope/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getVariable } from './get-variable.js';
import { variableScope } from './variable-scope.js';
import { VariableScopeContext } from './variable-scope-context.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

/** The error that `call` throws. */
function errorOf(call: () => unknown): VarscopeError {
  try {
    graph.run(call);
  } catch (error) {
    if (VarscopeError.isInstance(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** The line of this file on which the caller is. */
const here = (): number => Number(/errors\.test\.ts[^:]*:(\d+)/.exec(new Error().stack?.split('\n')[2] ?? '')?.[1]);
const lineOf = (site: string | undefined): number => Number(/errors\.test\.ts[^:]*:(\d+):\d+\)?$/.exec(site ?? '')?.[1]);

describe('an error about a variable that exists', () => {
  it('tells where it was first made and where it was asked for, in lines of the user', () => {
    let made = 0;
    let asked = 0;
    const error = errorOf(() => {
      variableScope('a', () => {
        made = here() + 1;
        getVariable('v', [2]);
      });
      variableScope('a', () => {
        asked = here() + 1;
        getVariable('v', [2]);
      });
    });
    expect(error).toMatchObject({ code: 'variable-exists', tensorflowError: 'ValueError', details: { variable: 'a/v', nearest: undefined } });
    expect([lineOf(error.details.createdAt), lineOf(error.details.requestedAt)]).toEqual([made, asked]);
    expect(error.message.split('\n')).toEqual([
      'Variable a/v already exists, disallowed. Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in VarScope?',
      `  originally defined at: ${String(error.details.createdAt)}`,
      `  requested at: ${String(error.details.requestedAt)}`,
    ]);
  });

  it('finds the lines through getters, creators, scopes and other functions', () => {
    let asked = 0;
    const error = errorOf(() =>
      variableCreatorScope((next, options) => next(options), () =>
        variableScope('a', { customGetter: (getter, name, options) => getter(name, options) }, (scope) => {
          scope.getVariable('v', [2]);
          asked = here() + 1;
          scope.getVariable('v', { shape: [2] });
        }),
      ),
    );
    expect(lineOf(error.details.requestedAt)).toBe(asked);
  });

  it('tells what the variable has as expected, and what was asked for as found', () => {
    const shape = errorOf(() => [getVariable('v', [2, 3]), getVariable('v', [3, 2], { reuse: true })]);
    expect(shape.details).toMatchObject({
      variable: 'v',
      expected: '(2, 3), the shape of the existing variable',
      found: '(3, 2), the shape of the request',
    });
    expect(shape.message).toMatch(/^Trying to share variable v, but specified shape \(3, 2\) and found shape \(2, 3\)\.\n {2}expected: \(2, 3\), .*\n {2}found: \(3, 2\), /);
    const dtype = errorOf(() => [getVariable('w', [2]), getVariable('w', [2], { reuse: AUTO_REUSE, dtype: 'int32' })]);
    expect(dtype.details).toMatchObject({ expected: 'float32, the dtype of the existing variable', found: 'int32, the dtype of the request' });
  });

  it('tells the same of a partitioned one', () => {
    const partitioner = (): number[] => [2];
    const make = (): unknown => getVariable('p', [4], { partitioner });
    const partitions = errorOf(() => [make(), getVariable('p', [4], { partitioner: () => [4], reuse: true })]);
    expect(partitions.details).toMatchObject({ variable: 'p', expected: '[2]', found: '[4]' });
    expect(lineOf(partitions.details.createdAt)).toBeGreaterThan(0);
    const shape = errorOf(() => getVariable('p', [6], { partitioner, reuse: true }));
    expect(shape.details).toMatchObject({ expected: '(4,)', found: '(6,)' });
    expect(errorOf(make).code).toBe('variable-exists');
    expect(errorOf(() => getVariable('p', [4])).code).toBe('partitioned-exists');
  });
});

describe('an error about a variable that does not exist', () => {
  it('names those that are nearly called so, the nearest first, and where it was asked for', () => {
    let asked = 0;
    const error = errorOf(() => {
      variableScope('dense', () => [getVariable('kernel', [1]), getVariable('kernels', [1]), getVariable('bias', [1])]);
      variableScope('dense', { reuse: true }, () => {
        asked = here() + 1;
        getVariable('kernle', [1]);
      });
    });
    expect(error).toMatchObject({ code: 'variable-missing', details: { variable: 'dense/kernle', nearest: ['dense/kernel', 'dense/kernels'], createdAt: undefined } });
    expect(lineOf(error.details.requestedAt)).toBe(asked);
    expect(error.message).toContain('\n  nearest existing names: dense/kernel, dense/kernels');
  });

  it('says nothing of names where none is near', () => {
    const error = errorOf(() => [getVariable('kernel', [1]), getVariable('x', [1], { reuse: true })]);
    expect([error.details.nearest, error.message.includes('nearest')]).toEqual([[], false]);
  });
});

it.each<[string, () => unknown, string]>([
  ['an option that does not exist', () => getVariable('v', [1], { initialiser: 1 } as never), 'argument-type'],
  ['an option of a scope that does not exist', () => variableScope('a', { default_name: 'b' } as never, () => 1), 'argument-type'],
  ['a name that is no text', () => getVariable(1 as never, [1]), 'argument-type'],
  ['a name that is nothing', () => getVariable(null as never, [1]), 'argument-type'],
  ['a shape with a fraction', () => getVariable('v', [1.5]), 'bad-shape'],
  ['a negative size', () => getVariable('v', [-1]), 'bad-shape'],
  ['a getter that is no function', () => getVariable('v', [1], { customGetter: 1 as never }), 'getter-not-callable'],
  ['a partitioner that is no function', () => getVariable('v', [1], { partitioner: 1 as never }), 'partitioner-not-callable'],
  ['a regularizer that is no function', () => getVariable('v', [1], { regularizer: 1 as never }), 'not-callable'],
  ['a scope that is neither name nor scope', () => variableScope(1 as never, () => 1), 'scope-type'],
  ['a scope without a name', () => variableScope(null, () => 1), 'scope-name-missing'],
  ['a reuse that is neither', () => variableScope('a', { reuse: 1 as never }, () => 1), 'reuse-invalid'],
  ['an auxiliary name scope that is neither', () => variableScope('a', { auxiliaryNameScope: 1 as never }, () => 1), 'auxiliary-type'],
  ['a scope that is left twice', () => {
    const context = new VariableScopeContext('a');
    context.enter();
    context.exit();
    context.exit();
  }, 'nesting'],
  ['a scope that is left without being entered', () => {
    const outer = new VariableScopeContext('a');
    outer.enter();
    try {
      new VariableScopeContext('b').exit();
    } finally {
      outer.exit();
    }
  }, 'nesting'],
  ['a dtype of a value that is not the one asked for', () => {
    const value: Tensor = ones([1]);
    try {
      getVariable('v', { initializer: value, dtype: 'int32' });
    } finally {
      value.dispose();
    }
  }, 'initializer-dtype-mismatch'],
])('there is an error for %s', (_what, call, code) => {
  expect(errorOf(call).code).toBe(code);
});
