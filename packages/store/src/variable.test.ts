/** `new Variable` and what takes part in it. The conformance cases hold the names; here is what they cannot say. */
import '@tensorflow/tfjs-backend-cpu';
import { tensor1d } from '@tensorflow/tfjs-core';
import type { VariableCreation, VariableLike } from '@varscope/spec';
import {
  AggregationInvalidError,
  ArgumentTypeError,
  BadInitialValueError,
  BadNameError,
  CollectionsTypeError,
  ConstraintNotCallableError,
  DTypeInvalidError,
  DuplicateNodeError,
  InitialValueDTypeError,
  InitialValueMissingError,
  InitializerShapeMismatchError,
  SynchronizationInvalidError,
} from '@varscope/spec/errors';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Graph } from './graph.js';
import { Variable, type VariableOptions } from './variable.js';
import { variableCreatorScope } from './variable-creator-scope.js';
import { globalVariables, localVariables, modelVariables, movingAverageVariables, trainableVariables } from './variable-lists.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

const make = (options: VariableOptions = {}): Variable => graph.run(() => new Variable([1, 2], options));

describe('new Variable', () => {
  it('is called Variable without a name, and every name is given once', () => {
    expect([make(), make(), make({ name: 'v' }), make({ name: 'V' }), make({ name: null })].map(({ name }) => name)).toEqual([
      'Variable:0', 'Variable_1:0', 'v:0', 'V_1:0', 'Variable_2:0',
    ]);
  });

  it('joins the collections that it is given, and those of its kind', () => {
    const [a, b] = [make({ name: 'a' }), make({ name: 'b', trainable: false })];
    const c = make({ name: 'c', collections: ['local_variables'], trainable: false });
    make({ name: 'd', collections: ['model_variables', 'moving_average_variables', 'model_variables'], trainable: false });
    graph.run(() => {
      expect([globalVariables(), trainableVariables(), localVariables()]).toEqual([[a, b], [a], [c]]);
      expect([modelVariables(), movingAverageVariables()].map((list) => list.map(({ name }) => name))).toEqual([['d:0'], ['d:0']]);
      expect(globalVariables('b')).toEqual([b]);
    });
  });

  it('takes a dtype, and the dtype of its value without one', () => {
    expect([make().declaredDtype, make({ dtype: 'float16' }).declaredDtype]).toEqual(['float32', 'float16']);
    const dtypes = graph.run(() => [true, 'a', 1n, new Int16Array(1)].map((value) => new Variable(value as never).declaredDtype)); // more than tfjs's type of values has
    expect(dtypes).toEqual(['bool', 'string', 'int64', 'int16']);
  });

  it.each<[string, VariableOptions, new (message: string) => Error]>([
    ['a name with a space', { name: 'a b' }, BadNameError],
    ['a dtype that does not exist', { dtype: 'float8' as 'float16' }, DTypeInvalidError],
    ['a constraint that is no function', { constraint: 'no' as never }, ConstraintNotCallableError],
    ['collections that are no list', { collections: 'variables' as never }, CollectionsTypeError],
    ['a synchronization that does not exist', { synchronization: 'OFTEN' as never }, SynchronizationInvalidError],
    ['an aggregation that does not exist', { aggregation: 'MEDIAN' as never }, AggregationInvalidError],
    ['another shape than that of its value', { shape: [3] }, InitializerShapeMismatchError],
  ])('refuses %s', (_what, options, error) => {
    expect(() => make(options)).toThrow(error);
    expect(graph.variables.size).toBe(0);
  });

  it('refuses to be made of nothing, and of what is no value', () => {
    expect(() => graph.run(() => new Variable(null))).toThrow(InitialValueMissingError);
    expect(() => graph.run(() => new Variable({}))).toThrow(BadInitialValueError);
    expect(() => graph.run(() => new Variable(() => ({})))).toThrow(BadInitialValueError);
    const value = tensor1d([1], 'int32');
    expect(() => graph.run(() => new Variable(value, { dtype: 'float32' }))).toThrow(InitialValueDTypeError);
    value.dispose();
  });

  it('tells where the variable of an absolute name was made that is taken', () => {
    make({ name: 'v' });
    expect(() => make({ name: 'v/' })).toThrow(
      expect.toSatisfy(
        (error: DuplicateNodeError) => DuplicateNodeError.isInstance(error) && error.details.createdAt?.includes('variable.test.ts') === true,
      ),
    );
  });

  it('is refused by a graph that was disposed', () => {
    graph.dispose();
    expect(() => make()).toThrow(/The graph was disposed/);
  });
});

describe('variableCreatorScope', () => {
  it('calls the innermost creator first, with everything that is known, frozen', () => {
    const seen: string[] = [];
    const options: VariableCreation[] = [];
    const note = (name: string) => (next: (options: VariableCreation) => VariableLike, given: VariableCreation): VariableLike => {
      seen.push(name);
      options.push(given);
      return next({ ...given, name: `${String(given.name)}_${name}` });
    };
    const variable = graph.run(() => variableCreatorScope(note('outer'), () => variableCreatorScope(note('inner'), () => make({ name: 'v' }))));
    expect([seen, variable.name]).toEqual([['inner', 'outer'], 'v_inner_outer:0']);
    expect(options[0]).toEqual({
      initialValue: [1, 2], name: 'v', trainable: null, collections: null, dtype: null, shape: null, constraint: null, cachingDevice: null,
      validateShape: true, useResource: null, synchronization: 'AUTO', aggregation: 'NONE',
    });
    expect(options.every((each) => Object.isFrozen(each))).toBe(true);
  });

  it('lets a creator pass on a part, make several variables, or give another', () => {
    const other = make({ name: 'other' });
    const variable = graph.run(() =>
      variableCreatorScope(
        (next) => {
          expect(next({ name: 'first' } as VariableCreation).name).toBe('first:0'); // what is left out stays
          return other;
        },
        () => make({ name: 'v' }),
      ),
    );
    expect(variable).toBe(other);
    expect([...graph.variables.keys()]).toEqual(['other', 'first']);
  });

  it('belongs to the graph in which it was opened', () => {
    using other = new Graph();
    const variable = other.run(() => variableCreatorScope(() => expect.unreachable(), () => make({ name: 'v' })));
    expect(variable.name).toBe('v:0');
  });

  it('does not take anything else for a variable', () => {
    for (const result of [null, undefined, 1, {}]) {
      expect(() => graph.run(() => variableCreatorScope(() => result as never, () => make()))).toThrow(ArgumentTypeError);
    }
  });
});
