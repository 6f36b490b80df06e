/** The examples of the documentation of `tf.compat.v1.variable_scope`. */
import '@tensorflow/tfjs-backend-cpu';
import { abs, sum, tidy, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import {
  AUTO_REUSE,
  AuxiliaryTypeError,
  fixedSizePartitioner,
  getCollection,
  getNameScope,
  getVariable,
  getVariableScope,
  globalVariables,
  nameScope,
  onesInitializer,
  ReuseInvalidError,
  ScopeNameMissingError,
  ScopeTypeError,
  uniqueName,
  VariableExistsError,
  VariableMissingError,
  variableScope,
  type CustomGetter,
  type PartitionedVariable,
  type Variable,
  type VariableScope,
} from 'varscope';
import { inGraph } from './in-graph.js';
import { namesOf } from './names-of.js';

test('nested scopes make the name of a new variable', inGraph(() => {
  variableScope('foo', () => {
    variableScope('bar', (bar) => {
      const v = getVariable('v', [1]);
      expect(v.name).toBe('foo/bar/v:0');
      expect([bar.name, bar.originalNameScope, getNameScope()]).toEqual(['foo/bar', 'foo/bar/', 'foo/bar']);
    });
  });
}));

test('a premade scope is entered again without a new name scope, and its own can be reopened', inGraph(() => {
  const vs = variableScope('foo', (scope) => scope);
  variableScope(vs, { auxiliaryNameScope: false }, (vs1) => {
    expect(getNameScope()).toBe('');
    nameScope(vs1.originalNameScope, (opened) => {
      expect(opened).toBe('foo/');
      expect(getVariable('v', [1]).name).toBe('foo/v:0');
      expect(uniqueName('c')).toBe('foo/c');
    });
  });
}));

test('a premade scope that is entered as usual opens a name scope of its own', inGraph(() => {
  const vs = variableScope('foo', (scope) => scope);
  variableScope(vs, (vs1) => {
    expect(vs1.originalNameScope).toBe('foo/');
    expect(getVariable('v', [1]).name).toBe('foo/v:0');
    expect(uniqueName('c')).toBe('foo_1/c');
  });
}));

test('default names are counted below a scope, and counted anew when it is entered again', inGraph(() => {
  const inBar = (name: string): string => variableScope(null, { defaultName: 'bar' }, () => getVariable(name, [1]).name);
  const vs = variableScope('foo', (scope) => {
    expect(inBar('a')).toBe('foo/bar/a:0');
    expect(inBar('b')).toBe('foo/bar_1/b:0');
    return scope;
  });
  variableScope(vs, () => {
    expect(inBar('c')).toBe('foo/bar/c:0');
    expect(getNameScope()).toBe('foo_1');
  });
}));

test('AUTO_REUSE creates a variable the first time and returns it afterwards', inGraph(() => {
  const foo = (): Variable => variableScope('foo', { reuse: AUTO_REUSE }, () => getVariable('v', [1]));
  expect(foo()).toBe(foo());
  expect(namesOf(globalVariables())).toEqual(['foo/v:0']);
}));

test('reuse: true returns the variable of the same name', inGraph(() => {
  const v = variableScope('foo', () => getVariable('v', [1]));
  const v1 = variableScope('foo', { reuse: true }, () => getVariable('v', [1]));
  expect(v1).toBe(v);
}));

test('reuseVariables() switches reuse on in the middle of a scope', inGraph(() => {
  variableScope('foo', (scope) => {
    const v = getVariable('v', [1]);
    scope.reuseVariables();
    expect(scope.reuse).toBe(true);
    expect(getVariable('v', [1])).toBe(v);
  });
}));

test('getting a variable that exists in a scope that does not reuse is an error', inGraph(() => {
  variableScope('foo', () => {
    getVariable('v', [1]);
    expect(() => getVariable('v', [1])).toThrow(VariableExistsError);
    expect(() => getVariable('v', [1])).toThrow(/^Variable foo\/v already exists, disallowed/);
  });
}));

test('getting a variable that does not exist in a reusing scope is an error', inGraph(() => {
  variableScope('foo', { reuse: true }, () => {
    expect(() => getVariable('v', [1])).toThrow(VariableMissingError);
    expect(() => getVariable('v', [1])).toThrow(/^Variable foo\/v does not exist/);
  });
  expect(globalVariables()).toEqual([]);
}));

test('reuse is inherited by sub-scopes, and reuse: false does not switch it off', inGraph(() => {
  const v = variableScope('a', () => variableScope('b', () => getVariable('v', [1])));
  variableScope('a', { reuse: true }, () => {
    variableScope('b', () => {
      expect(getVariable('v', [1])).toBe(v);
      variableScope('c', () => expect(() => getVariable('v', [1])).toThrow(VariableMissingError));
      variableScope('d', { reuse: false }, (d) => {
        expect(d.reuse).toBe(true);
        expect(() => getVariable('v', [1])).toThrow(VariableMissingError);
      });
    });
  });
}));

test('reuse does not affect the names of other ops', inGraph(() => {
  const layer = (options: { reuse?: boolean }): [Variable, string] =>
    variableScope('m', options, () => [getVariable('w', [1]), uniqueName('mult')]);
  const [w, ...names] = [layer({}), layer({ reuse: true }), layer({ reuse: true })].flat() as [Variable, ...unknown[]];
  expect(names).toEqual(['m/mult', w, 'm_1/mult', w, 'm_2/mult']);
}));

test('reuse: null is reuse: false: the reuse of the outer scope holds', inGraph(() => {
  variableScope('foo', { reuse: false }, (scope) => {
    expect(scope.reuse).toBe(false);
    getVariable('v', [1]);
  });
  variableScope('foo', { reuse: null }, (scope) => {
    expect(scope.reuse).toBe(false);
    expect(() => getVariable('v', [1])).toThrow(VariableExistsError);
  });
  variableScope('foo', { reuse: true }, () => {
    expect(variableScope('in', { reuse: false }, (scope) => scope.reuse)).toBe(true);
    expect(variableScope('in', { reuse: null }, (scope) => scope.reuse)).toBe(true);
  });
}));

test('a captured scope keeps its name wherever it is entered', inGraph(() => {
  const main = variableScope('main', (scope) => scope);
  variableScope('elsewhere', () => {
    variableScope(main, () => {
      expect(getNameScope()).toBe('elsewhere/main');
      expect(variableScope('foo', () => getVariable('v', [])).name).toBe('main/foo/v:0');
    });
    expect(variableScope('bar', () => getVariable('v', [])).name).toBe('elsewhere/bar/v:0');
  });
}));

test('a default name is ignored where a name is given', inGraph(() => {
  const open = (name: string): string => variableScope('given', { defaultName: 'other' }, () => getVariable(name, [1]).name);
  expect([open('v'), open('w')]).toEqual(['given/v:0', 'given/w:0']);
}));

test('every argument is a default for the variables of the scope; all but the constraint reach sub-scopes', inGraph(() => {
  const initializer = onesInitializer();
  const regularizer = (v: Tensor): Scalar => tidy(() => sum(abs(v)));
  const partitioner = fixedSizePartitioner(2);
  const constraint = (value: Tensor): Tensor => value;
  const asked: string[] = [];
  const customGetter: CustomGetter = (getter, name, options) => {
    asked.push(name);
    return getter(name, options);
  };
  const settings = { initializer, regularizer, partitioner, customGetter, constraint, cachingDevice: '/cpu:0', useResource: true };
  const inherited = ({ initializer, regularizer, partitioner, cachingDevice, useResource, dtype }: VariableScope): object =>
    ({ initializer, regularizer, partitioner, cachingDevice, useResource, dtype });

  variableScope('s', { ...settings, dtype: 'float32' }, (s) => {
    const v = getVariable<PartitionedVariable>('v', [2]);
    expect(namesOf(v)).toEqual(['s/v/part_0:0', 's/v/part_1:0']);
    expect([...v].map((shard) => [shard.constraint, ...shard.dataSync()])).toEqual([[constraint, 1], [constraint, 1]]);
    variableScope('t', (t) => {
      expect(inherited(t)).toEqual(inherited(s));
      expect(t.constraint).toBe(null);
      const inner = getVariable<PartitionedVariable>('v', [2]);
      expect([...inner].map((shard) => shard.constraint)).toEqual([null, null]);
    });
  });
  expect(asked).toEqual(['s/v', 's/t/v']);
  expect(getCollection('regularization_losses')).toHaveLength(4); // one for every shard
}));

test('arguments of wrong types are refused, and leave nothing behind', inGraph(() => {
  const open = variableScope as (name: unknown, options: object, body: () => void) => void; // as untyped code calls it
  const body = (): void => {
    throw new Error('the body must not run');
  };
  expect(() => open(3, {}, body)).toThrow(ScopeTypeError);
  expect(() => open(null, {}, body)).toThrow(ScopeNameMissingError);
  expect(() => open('s', { reuse: 'yes' }, body)).toThrow(ReuseInvalidError);
  expect(() => open('s', { auxiliaryNameScope: 'yes' }, body)).toThrow(AuxiliaryTypeError);
  expect(getVariableScope().name).toBe('');
  expect(getVariable('v', [1]).name).toBe('v:0');
}));
