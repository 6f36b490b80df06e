/** The arguments of `tf.variable_scope` and the members of `tf.VariableScope`, one by one. */
import '@tensorflow/tfjs-backend-cpu';
import { clipByValue, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addToCollection,
  AUTO_REUSE,
  fixedSizePartitioner,
  getDefaultGraph,
  getNameScope,
  getRegularizationLosses,
  getVariable,
  getVariableScope,
  Graph,
  GraphMismatchError,
  l2Regularizer,
  NestingError,
  onesInitializer,
  ReuseWithoutNameError,
  Variable,
  VariableScope,
  variableScope,
  VariableScopeContext,
  type CustomGetter,
} from '../index.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

const suffixed = (suffix: string): CustomGetter => (getter, name, options) => getter(name + suffix, options);

describe('variableScope', () => {
  test('name_or_scope: is a name below the current scope, or a scope that is entered again', () => {
    graph.run(() => {
      const bar = variableScope('foo', () => variableScope('bar', (scope) => scope));
      expect(bar.name).toBe('foo/bar');
      expect(variableScope('elsewhere', () => variableScope(bar, () => getVariable('v', [1]).name))).toBe('foo/bar/v:0');
    });
  });

  test('default_name: is made unique, and ignored where there is a name', () => {
    graph.run(() => {
      const names = [null, null, 'own'].map((name) => variableScope(name, { defaultName: 'd' }, (scope) => scope.name));
      expect(names).toEqual(['d', 'd_1', 'own']);
      expect(() => variableScope(null, { defaultName: 'd', reuse: true }, () => null)).toThrow(ReuseWithoutNameError);
    });
  });

  test('values: choose the graph, and must be of one graph', () => {
    using other = new Graph();
    const [v, w] = [graph.run(() => new Variable(0)), other.run(() => new Variable(0))];
    graph.run(() => {
      variableScope('foo', { values: [w, 3, 'text'] }, () => {
        expect(getDefaultGraph()).toBe(other);
      });
      expect(() => variableScope('foo', { values: [v, w] }, () => null)).toThrow(GraphMismatchError);
    });
  });

  test('initializer, regularizer: are defaults for the variables of the scope and of scopes below', () => {
    graph.run(() => {
      variableScope('foo', { initializer: onesInitializer(), regularizer: l2Regularizer(1) }, () => {
        expect(variableScope('bar', () => getVariable('v', [2])).arraySync()).toEqual([1, 1]);
      });
      expect(tidy(() => getRegularizationLosses().map((loss) => loss.arraySync()))).toEqual([1]);
    });
  });

  test('partitioner: is a default, also for scopes below; scalars are not partitioned', () => {
    graph.run(() => {
      variableScope('foo', { partitioner: fixedSizePartitioner(2) }, () => {
        expect(variableScope('bar', () => getVariable<Iterable<Variable>>('v', [4]))).toHaveLength(2);
        expect(getVariable('scalar', []).name).toBe('foo/scalar:0');
      });
    });
  });

  test('caching_device, use_resource, dtype: are defaults, also for scopes below', () => {
    graph.run(() => {
      variableScope('foo', { cachingDevice: '/cpu:0', useResource: true, dtype: 'int32' }, () => {
        variableScope('bar', ({ cachingDevice, useResource, dtype }) => {
          expect([cachingDevice, useResource, dtype]).toEqual(['/cpu:0', true, 'int32']);
        });
        expect(getVariable('v', [1])).toMatchObject({ cachingDevice: '/cpu:0', declaredDtype: 'int32' });
      });
    });
  });

  test('custom_getter: wraps that of the scope outside; the inner one is called first', () => {
    graph.run(() => {
      variableScope('foo', { customGetter: suffixed('_outer') }, () => {
        variableScope('bar', { customGetter: suffixed('_inner') }, () => {
          expect(getVariable('v', [1]).name).toBe('foo/bar/v_inner_outer:0');
        });
      });
    });
  });

  test('reuse: true and AUTO_REUSE are inherited; false and null inherit', () => {
    graph.run(() => {
      variableScope('foo', { reuse: AUTO_REUSE }, () => {
        expect(variableScope('a', { reuse: false }, (scope) => scope.reuse)).toBe(AUTO_REUSE);
        expect(variableScope('b', { reuse: true }, () => variableScope('c', { reuse: null }, (scope) => scope.reuse))).toBe(true);
      });
      expect(variableScope('foo', (scope) => scope.reuse)).toBe(false);
    });
  });

  test('constraint: is a default in this scope alone', () => {
    graph.run(() => {
      const constraint = (value: Tensor): Tensor => clipByValue(value, 0, 1);
      variableScope('foo', { constraint }, (scope) => {
        expect([scope.constraint, getVariable('v', [1]).constraint]).toEqual([constraint, constraint]);
        expect(variableScope('bar', () => getVariable('v', [1]).constraint)).toBeNull();
      });
    });
  });

  test('auxiliary_name_scope: with false the name scope stays as it is', () => {
    graph.run(() => {
      expect(variableScope('foo', () => getNameScope())).toBe('foo');
      expect(variableScope('foo', () => getNameScope())).toBe('foo_1');
      expect(variableScope('foo', { auxiliaryNameScope: false }, () => getNameScope())).toBe('');
    });
  });

  test('as an object it can be kept, entered, and entered again, as `with` does', () => {
    graph.run(() => {
      const context = new VariableScopeContext('foo', { reuse: AUTO_REUSE });
      const first = context.run(() => getVariable('v', [1]));
      expect(context.enter().name).toBe('foo');
      expect(getVariable('v', [1])).toBe(first);
      context.exit();
      expect(getVariableScope().name).toBe('');
    });
  });

  test('left in another order than entered it is an error of nesting', () => {
    graph.run(() => {
      const [outer, inner] = [new VariableScopeContext('outer'), new VariableScopeContext('inner')];
      outer.enter();
      inner.enter();
      expect(() => outer.exit()).toThrow(NestingError);
      inner.exit();
      outer.exit();
    });
  });
});

describe('VariableScope', () => {
  test('name, original_name_scope: are the full name, and the name scope of the first entry', () => {
    graph.run(() => {
      const scope = variableScope('foo', () => variableScope('bar', (bar) => bar));
      expect(scope).toBeInstanceOf(VariableScope);
      expect([scope.name, scope.originalNameScope]).toEqual(['foo/bar', 'foo/bar/']);
      const again = variableScope(scope, ({ name, originalNameScope }) => [name, originalNameScope, getNameScope()]);
      expect(again).toEqual(['foo/bar', 'foo/bar/', 'bar']);
      expect([getVariableScope().name, getVariableScope().originalNameScope]).toEqual(['', '']);
    });
  });

  test('reuse, initializer, regularizer, partitioner, custom_getter, caching_device, dtype, use_resource: have their setters', () => {
    graph.run(() => {
      const scope = variableScope('foo', (foo) => foo);
      expect(scope.settings).toMatchObject({ reuse: false, initializer: null, regularizer: null, partitioner: null, customGetter: null });
      const [initializer, regularizer, partitioner, customGetter] =
        [onesInitializer(), l2Regularizer(1), fixedSizePartitioner(1), suffixed('_2')];
      scope.reuseVariables();
      scope.setInitializer(initializer);
      scope.setRegularizer(regularizer);
      scope.setPartitioner(partitioner);
      scope.setCustomGetter(customGetter);
      scope.setCachingDevice('/cpu:0');
      scope.setDtype('int32');
      scope.setUseResource(true);
      expect([scope.reuse, scope.initializer, scope.regularizer, scope.partitioner]).toEqual([true, initializer, regularizer, partitioner]);
      expect([scope.customGetter, scope.cachingDevice, scope.dtype, scope.useResource]).toEqual([customGetter, '/cpu:0', 'int32', true]);
    });
  });

  test('constraint: can be read and is set by the entry alone', () => {
    graph.run(() => {
      const constraint = (value: Tensor): Tensor => value;
      expect(variableScope('foo', { constraint }, (scope) => scope.constraint)).toBe(constraint);
      expect(variableScope('foo', (scope) => scope.constraint)).toBeNull();
    });
  });

  test('reuse_variables: holds from then on, in this scope and those that are opened in it', () => {
    graph.run(() => {
      variableScope('foo', (scope) => {
        const v = getVariable('v', [1]);
        scope.reuseVariables();
        expect(getVariable('v', [1])).toBe(v);
        expect(variableScope('bar', (bar) => bar.reuse)).toBe(true);
      });
    });
  });

  test('set_custom_getter: replaces the getter rather than wrapping it', () => {
    graph.run(() => {
      variableScope('foo', { customGetter: suffixed('_a') }, (scope) => {
        scope.setCustomGetter(suffixed('_b'));
        expect(getVariable('v', [1]).name).toBe('foo/v_b:0');
      });
    });
  });

  test('get_variable: works in this scope whatever the current one is', () => {
    graph.run(() => {
      const scope = variableScope('foo', (foo) => foo);
      variableScope('bar', () => {
        expect(scope.getVariable('v', [1]).name).toBe('foo/v:0');
        expect(scope.getLocalVariable('w', [1]).name).toBe('foo/w:0');
      });
    });
  });

  test('get_collection, global_variables, local_variables, trainable_variables: give what lies below the scope', () => {
    graph.run(() => {
      const scope = variableScope('foo', (foo) => foo);
      const [v, w] = [scope.getVariable('v', [1]), scope.getVariable('w', [1], { trainable: false })];
      const local = scope.getLocalVariable('local', [1]);
      const outside = getVariable('foobar', [1]);
      for (const variable of [v, outside]) addToCollection('mine', variable);
      expect([scope.globalVariables(), scope.trainableVariables()]).toEqual([[v, w], [v]]);
      expect([scope.localVariables(), scope.getCollection('mine')]).toEqual([[local], [v]]);
    });
  });
});
