/** `tf.Graph`, its collections, names and seeds, and how variables are initialized. */
import '@tensorflow/tfjs-backend-cpu';
import { add, tidy } from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  addToCollection,
  addToCollections,
  FailedPreconditionError,
  getCollection,
  getCollectionRef,
  getDefaultGraph,
  getLocalVariable,
  getNameScope,
  getRegularizationLoss,
  getRegularizationLosses,
  getVariable,
  globalVariables,
  globalVariablesInitializer,
  Graph,
  GraphKeys,
  InitializerCycleError,
  isLiveLoss,
  l2Regularizer,
  localVariablesInitializer,
  nameScope,
  noRegularizer,
  onesInitializer,
  randomUniformInitializer,
  RegularizationLoss,
  reportUninitializedVariables,
  resetDefaultGraph,
  setRandomSeed,
  uniqueName,
  Variable,
  variableScope,
  VariablesInitializer,
  variablesInitializer,
} from '../index.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

describe('a graph', () => {
  test('as_default: is current in its body, in nested and in async ones', async () => {
    using other = new Graph();
    await graph.run(async () => {
      expect(other.run(() => getDefaultGraph())).toBe(other);
      await Promise.resolve();
      expect(getDefaultGraph()).toBe(graph);
    });
    expect(getDefaultGraph()).not.toBe(graph);
  });

  test('has variables, collections and names of its own', () => {
    using other = new Graph();
    const [v, w] = [graph, other].map((one) => one.run(() => getVariable('v', [1])));
    expect([v?.name, w?.name, v === w]).toEqual(['v:0', 'v:0', false]);
    expect(graph.run(() => globalVariables())).toEqual([v]);
  });

  test('dispose: ends its variables, and no others', () => {
    using other = new Graph();
    const [v, w] = [graph, other].map((one) => one.run(() => getVariable('v', [1])));
    graph.dispose();
    expect([v?.isDisposed, w?.isDisposed]).toEqual([true, false]);
  });

  test('reset_default_graph: makes a new default graph and ends the old one', () => {
    const old = resetDefaultGraph();
    const v = getVariable('v', [1]);
    expect(resetDefaultGraph({ initialization: 'deferred' })).toBe(getDefaultGraph());
    expect([getDefaultGraph() === old, v.isDisposed, getVariable('v', [1]).isInitialized]).toEqual([false, true, false]);
    resetDefaultGraph();
  });

  test('unique_name: counts the uses of a name, and can look without taking it', () => {
    graph.run(() => {
      expect(['a', 'a', 'A'].map((name) => uniqueName(name))).toEqual(['a', 'a_1', 'A_2']);
      expect([uniqueName('b', { markAsUsed: false }), uniqueName('b')]).toEqual(['b', 'b']);
    });
  });

  test('name_scope, get_name_scope: nest, are made unique, and go back to the root for an empty name', () => {
    graph.run(() => {
      nameScope('a', () => {
        expect([getNameScope(), nameScope('b', () => getNameScope()), nameScope('b', () => getNameScope())]).toEqual(['a', 'a/b', 'a/b_1']);
        expect([nameScope(null, () => getNameScope()), nameScope('x/y/', (opened) => opened)]).toEqual(['', 'x/y/']);
        expect(nameScope(null, { defaultName: 'd', values: [] }, () => getNameScope())).toBe('a/d');
      });
    });
  });

  test('seed: is set by set_random_seed or at creation, for ops made later', () => {
    const drawn = (one: Graph): number[] => {
      using seeded = one;
      return [...seeded.run(() => getVariable('v', [3], { initializer: randomUniformInitializer() })).dataSync()];
    };
    graph.run(() => setRandomSeed(7));
    expect(drawn(new Graph({ seed: 7 }))).toEqual(drawn(graph));
    expect(drawn(new Graph({ seed: 7 }))).not.toEqual(drawn(new Graph({ seed: 8 })));
  });
});

describe('collections', () => {
  test('add_to_collection, add_to_collections: append, also twice', () => {
    graph.run(() => {
      addToCollection('a', 1);
      addToCollection('a', 1);
      addToCollections(['a', 'b', 'b'], 2);
      expect([getCollection('a'), getCollection('b'), getCollection('c')]).toEqual([[1, 1, 2], [2], []]);
    });
  });

  test('get_collection: gives a copy, filtered by names that a regular expression matches at their start', () => {
    graph.run(() => {
      const names = ['foo/v', 'foo_1/v', 'bar/foo/v'].map((name) => getVariable(name, [1]));
      addToCollection(GraphKeys.GLOBAL_VARIABLES, 'without a name');
      expect(getCollection(GraphKeys.GLOBAL_VARIABLES, 'foo')).toEqual(names.slice(0, 2));
      expect(getCollection(GraphKeys.GLOBAL_VARIABLES, 'foo/|bar/')).toEqual([names[0], names[2]]);
      expect(getCollection(GraphKeys.GLOBAL_VARIABLES)).not.toBe(getCollection(GraphKeys.GLOBAL_VARIABLES));
    });
  });

  test('get_collection_ref, get_all_collection_keys, clear_collection: work on the list itself', () => {
    graph.run(() => {
      getCollectionRef('a').push(1);
      expect([getCollection('a'), graph.collections.keys()]).toEqual([[1], ['a']]);
      getCollectionRef('a').length = 0;
      expect([getCollection('a'), graph.collections.keys()]).toEqual([[], []]);
    });
  });
});

describe('initialization', () => {
  test('runs in the order in which initial values need each other, and names a cycle', () => {
    using deferred = new Graph({ initialization: 'deferred' });
    deferred.run(() => {
      const second: Variable = new Variable(() => add(first.initializedValue(), 1), { name: 'second', shape: [], dtype: 'float32' });
      const first: Variable = new Variable(1, { name: 'first' });
      globalVariablesInitializer().run();
      expect(second.arraySync()).toBe(2);
      const a: Variable = new Variable(() => b.initializedValue(), { name: 'a', shape: [], dtype: 'float32' });
      const b: Variable = new Variable(() => a.initializedValue(), { name: 'b', shape: [], dtype: 'float32' });
      expect(() => variablesInitializer([a, b]).run()).toThrow(InitializerCycleError);
    });
  });

  test('global, local and listed variables have initializers of their own, each of which is an object with run()', () => {
    using deferred = new Graph({ initialization: 'deferred' });
    deferred.run(() => {
      const [v, local] = [getVariable('v', [1], { initializer: onesInitializer() }), getLocalVariable('local', [1])];
      expect(() => v.dataSync()).toThrow(FailedPreconditionError);
      expect(reportUninitializedVariables()).toEqual(['v', 'local']);
      for (const initializer of [globalVariablesInitializer(), localVariablesInitializer(), variablesInitializer([v, local])]) {
        expect(initializer).toBeInstanceOf(VariablesInitializer);
        initializer.run();
      }
      expect([reportUninitializedVariables(), reportUninitializedVariables([v]), v.arraySync()]).toEqual([[], [], [1]]);
    });
  });

  test('again, gives the values that a second run of a session gives', () => {
    using deferred = new Graph({ initialization: 'deferred', seed: 7 });
    const v = deferred.run(() => getVariable('v', [2], { initializer: randomUniformInitializer() }));
    v.initializer.run();
    const first = [...v.dataSync()];
    v.initializer.run();
    expect([...v.dataSync()]).not.toEqual(first);
  });
});

describe('regularization losses', () => {
  test('are in a collection, one for every variable that has one, under their names', () => {
    graph.run(() => {
      variableScope('foo', { regularizer: l2Regularizer(1), initializer: onesInitializer() }, () => {
        getVariable('v', [2]);
        getVariable('free', [2], { regularizer: noRegularizer });
      });
      const [loss, ...others] = getCollection(GraphKeys.REGULARIZATION_LOSSES) as [RegularizationLoss];
      expect([loss instanceof RegularizationLoss, isLiveLoss(loss), others]).toEqual([true, true, []]);
      expect(loss.name).toBe('foo/v/Regularizer/l2_regularizer:0');
    });
  });

  test('are summed, or chosen by scope, and 0 without any', () => {
    graph.run(() => {
      expect(tidy(() => getRegularizationLoss().arraySync())).toBe(0);
      for (const scope of ['foo', 'bar']) {
        variableScope(scope, () => getVariable('v', [2], { regularizer: l2Regularizer(1), initializer: onesInitializer() }));
      }
      expect(tidy(() => getRegularizationLosses('foo').map((loss) => loss.arraySync()))).toEqual([1]);
      expect(tidy(() => [getRegularizationLoss().arraySync(), getRegularizationLoss('bar').arraySync()])).toEqual([2, 1]);
    });
  });
});
