/** What the recorded cases cannot say of scopes: their objects, contexts and methods. */
import '@tensorflow/tfjs-backend-cpu';
import { onesInitializer, zerosInitializer } from '@varscope/initializers';
import { AUTO_REUSE, type Constraint, type CustomGetter, type Regularizer } from '@varscope/spec';
import { GraphMismatchError, NestingError } from '@varscope/spec/errors';
import { addToCollection, Graph, nameScope, Variable } from '@varscope/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getVariable } from './get-variable.js';
import { getVariableScope } from './get-variable-scope.js';
import { VariableScope } from './scope.js';
import { variableScope } from './variable-scope.js';
import { VariableScopeContext } from './variable-scope-context.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

describe('variableScope', () => {
  it('gives its body the scope that is current, and gives what the body gives', () => {
    graph.run(() => {
      const seen = variableScope('a', (outer) => {
        expect(getVariableScope()).toBe(outer);
        return variableScope('b', {}, (inner) => [outer.name, inner.name, inner instanceof VariableScope]);
      });
      expect(seen).toEqual(['a', 'a/b', true]);
      expect(getVariableScope().name).toBe('');
    });
  });

  it('lasts to the end of the block with `using`, also when that throws', () => {
    graph.run(() => {
      const fails = (): never => {
        using outer = variableScope('a');
        using inner = variableScope('b');
        throw new Error(`in ${outer.name} and ${inner.name}`);
      };
      expect(fails).toThrow('in a and a/b');
      expect(getVariableScope().name).toBe('');
    });
  });

  it('holds every default that was given, and those of around where none was', () => {
    const initializer = zerosInitializer();
    const regularizer: Regularizer = () => null;
    const partitioner = (): number[] => [1];
    const customGetter: CustomGetter = (getter, name, options) => getter(name, options);
    const constraint: Constraint = (value) => value;
    const options = { initializer, regularizer, partitioner, customGetter, constraint, cachingDevice: '/cpu:0', useResource: true, dtype: 'float16', reuse: AUTO_REUSE } as const;
    graph.run(() => {
      variableScope('a', options, (outer) => {
        expect({ ...outer.settings }).toEqual(options);
        expect(outer).toMatchObject({ initializer, regularizer, partitioner, customGetter, constraint, reuse: AUTO_REUSE });
        variableScope('b', { dtype: null, initializer: undefined }, (inner) => {
          expect({ ...inner.settings }).toEqual({ ...options, constraint: null });
          expect(inner).toMatchObject({ cachingDevice: '/cpu:0', useResource: true, dtype: 'float16' });
        });
      });
    });
  });

  it('takes the graph of the variables among its values', () => {
    const other = new Graph();
    const variable = other.run(() => new Variable(1, { name: 'x' }));
    const made = graph.run(() => variableScope('a', { values: [1, null, variable] }, () => getVariable('v', [1])));
    expect([made.graph, made.name]).toEqual([other, 'a/v:0']);
    const mine = graph.run(() => new Variable(1));
    expect(() => graph.run(() => variableScope('a', { values: [variable, mine] }, () => 1))).toThrow(GraphMismatchError);
    other.dispose();
  });

  it('enters the scope of another graph by its name and defaults, in the graph that is current', () => {
    using other = new Graph();
    const captured = other.run(() => variableScope('a', { initializer: onesInitializer }, (scope) => scope));
    const variable = graph.run(() => variableScope(captured, () => getVariable('v', [1])));
    expect([variable.graph, variable.name, variable.arraySync()]).toEqual([graph, 'a/v:0', [1]]);
  });
});

describe('VariableScopeContext', () => {
  it('opens nothing before it is entered', () => {
    graph.run(() => {
      const context = new VariableScopeContext('a');
      expect(getVariableScope().name).toBe('');
      expect(variableScope(null, { defaultName: 'a' }, (scope) => scope.name)).toBe('a');
      expect(context.run((scope) => scope.name)).toBe('a');
    });
  });

  it('is entered and left by hand, in order', () => {
    graph.run(() => {
      const [outer, inner] = [new VariableScopeContext('a'), new VariableScopeContext('b')];
      expect([outer.enter().name, inner.enter().name]).toEqual(['a', 'a/b']);
      expect(() => { outer.exit(); }).toThrow(NestingError);
      expect(getVariableScope().name).toBe('a/b');
      inner.exit();
      outer.exit();
      expect(() => { outer.exit(); }).toThrow(NestingError);
      expect(getVariableScope().name).toBe('');
    });
  });

  it('does not let a body leave what it has not entered', () => {
    graph.run(() => {
      const context = new VariableScopeContext('a');
      expect(() => context.run((scope) => { scope[Symbol.dispose](); })).toThrow(NestingError);
      expect(() => { getVariableScope()[Symbol.dispose](); }).toThrow(NestingError);
      context.enter();
      expect(() => nameScope('n', () => { context.exit(); })).toThrow(NestingError);
      context.exit();
    });
  });

  it('can be entered again, in the scope of that moment', () => {
    graph.run(() => {
      const context = new VariableScopeContext('a');
      expect(context.run((scope) => context.run((inner) => [scope.name, inner.name]))).toEqual(['a', 'a/a']);
      expect(variableScope('b', () => context.run((scope) => [scope.name, scope.originalNameScope]))).toEqual(['b/a', 'a/']);
    });
  });
});

describe('a scope object', () => {
  it('works after its block, wherever the program is', () => {
    const scope = graph.run(() => variableScope('a', (opened) => opened));
    const made = variableScope('elsewhere', () => [scope.getVariable('v', [1]), scope.getLocalVariable('l', [1])]);
    expect(made.map(({ name, graph: owner, trainable }) => [name, owner === graph, trainable])).toEqual([
      ['a/v:0', true, true], ['a/l:0', true, false],
    ]);
    expect([scope.globalVariables(), scope.trainableVariables(), scope.localVariables()]).toEqual([[made[0]], [made[0]], [made[1]]]);
    expect(() => scope.getVariable('v', [1])).toThrow(/already exists/);
  });

  it('lists what is named below it in a collection', () => {
    graph.run(() => {
      const inside = { name: 'a/x' };
      for (const item of [inside, { name: 'b/x' }, 'no name']) addToCollection('mine', item);
      expect(variableScope('a', (scope) => scope.getCollection('mine'))).toEqual([inside]);
      expect(getVariableScope().getCollection('mine')).toHaveLength(2);
    });
  });

  it('takes other defaults from its setters', () => {
    const regularizer: Regularizer = () => null;
    const partitioner = (): number[] => [1];
    const customGetter: CustomGetter = (getter, name, options) => getter(name, options);
    graph.run(() => {
      variableScope('a', (scope) => {
        scope.setInitializer(onesInitializer);
        scope.setRegularizer(regularizer);
        scope.setPartitioner(partitioner);
        scope.setCustomGetter(customGetter);
        scope.setCachingDevice('/cpu:0');
        scope.setUseResource(false);
        scope.setDtype('int32');
        scope.reuseVariables();
        expect({ ...scope.settings }).toEqual({
          initializer: onesInitializer, regularizer, partitioner, customGetter, cachingDevice: '/cpu:0', useResource: false, dtype: 'int32',
          reuse: true, constraint: null,
        });
      });
    });
  });

  it('gives variables to requests that follow a change of its defaults', () => {
    graph.run(() => {
      variableScope('a', (scope) => {
        const variable = getVariable('v', [2]);
        scope.reuseVariables();
        expect([getVariable('v'), getVariable('v', [2]), getVariable('v', { shape: [null] })]).toEqual([variable, variable, variable]);
        scope.setDtype('int32');
        expect(() => getVariable('v')).toThrow(/specified dtype int32 and found dtype float32/);
        scope.setDtype('float32');
        scope.setInitializer(1);
        expect(() => getVariable('v', [2])).toThrow(/If initializer is a constant, do not specify shape/);
        expect(getVariable('v')).toBe(variable);
      });
    });
  });
});
