/** The API in one page: every line of TensorFlow 1.x beside what is written here, in its order. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { grads, square, sub, sum, tidy, train, type Tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  addToCollection,
  AUTO_REUSE,
  device,
  embeddingLookup,
  fixedSizePartitioner,
  getCollection,
  getCollectionRef,
  getDefaultGraph,
  getLocalVariable,
  getNameScope,
  getRegularizationLoss,
  getRegularizationLosses,
  getVariable,
  getVariableScope,
  globalVariables,
  globalVariablesInitializer,
  Graph,
  GraphKeys,
  l2Regularizer,
  localVariables,
  localVariablesInitializer,
  makeTemplate,
  minimize,
  minMaxVariablePartitioner,
  modelVariables,
  movingAverageVariables,
  nameScope,
  onesInitializer,
  randomNormalInitializer,
  replicaDeviceSetter,
  reportUninitializedVariables,
  setRandomSeed,
  trainableVariables,
  uniqueName,
  Variable,
  variableAxisSizePartitioner,
  variableCreatorScope,
  variableScope,
  variablesInitializer,
  zerosInitializer,
  type CustomGetter,
} from './index.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

const namesOf = (variables: readonly Variable[]): string[] => variables.map(({ name }) => name);

test('with tf.variable_scope("foo", reuse=tf.AUTO_REUSE) as vs: is a callback, or a block with `using`', () => {
  graph.run(() => {
    const v = variableScope('foo', { reuse: AUTO_REUSE }, (vs) => vs.getVariable('v', [1]));
    {
      using vs = variableScope('foo', { reuse: AUTO_REUSE });
      expect([vs.name, getVariable('v', [1])]).toEqual(['foo', v]);
    }
    expect(getVariableScope().name).toBe('');
  });
});

test('the callback may be async', async () => {
  const name = await graph.run(() =>
    variableScope('foo', async () => {
      await Promise.resolve();
      return getVariable('v', [1]).name;
    }),
  );
  expect(name).toBe('foo/v:0');
});

test('tf.variable_scope(None, default_name="bar", values=[x]) makes the default name unique', () => {
  graph.run(() => {
    const x = new Variable(0);
    const inBar = (): string => variableScope(null, { defaultName: 'bar', values: [x] }, () => getVariable('v', [1]).name);
    expect([inBar(), inBar()]).toEqual(['bar/v:0', 'bar_1/v:0']);
  });
});

test('tf.variable_scope(vs, auxiliary_name_scope=False) enters a captured scope and leaves the name scope alone', () => {
  graph.run(() => {
    const vs = variableScope('foo', (scope) => scope);
    variableScope(vs, { auxiliaryNameScope: false }, () => {
      expect([getNameScope(), getVariable('v', [1]).name]).toEqual(['', 'foo/v:0']);
    });
  });
});

test('tf.get_variable("v", [1]) takes the shape in second place', () => {
  expect(graph.run(() => getVariable('v', [1]))).toMatchObject({ name: 'v:0', shape: [1], declaredDtype: 'float32' });
});

test('tf.get_variable("v", [3, 4], dtype=…, initializer=…) takes the rest as options, and the shape among them too', () => {
  graph.run(() => {
    const v = getVariable('v', [3, 4], { dtype: 'int32', initializer: onesInitializer });
    const w = getVariable('w', { shape: [3, 4], dtype: 'int32', initializer: onesInitializer() });
    expect([v.shape, v.dtype, v.arraySync()]).toEqual([w.shape, w.dtype, w.arraySync()]);
  });
});

test('tf.get_local_variable(...) makes a variable that is neither global nor trained', () => {
  graph.run(() => {
    const v = getLocalVariable('v', [1]);
    expect([localVariables(), globalVariables(), trainableVariables()]).toEqual([[v], [], []]);
  });
});

test('tf.get_variable_scope(), vs.reuse_variables() and vs.set_initializer(i) are of these names', () => {
  graph.run(() => {
    const vs = getVariableScope();
    vs.setInitializer(onesInitializer());
    const v = getVariable('v', [1]);
    vs.reuseVariables();
    expect(getVariable('v', [1])).toBe(v);
    expect(v.arraySync()).toEqual([1]);
  });
});

test('def getter(getter, name, *args, **kwargs) has the options in one frozen record', () => {
  const getter: CustomGetter = (next, name, options) => {
    expect(Object.isFrozen(options)).toBe(true);
    return next(`${name}_suffix`, options);
  };
  expect(graph.run(() => getVariable('v', [1], { customGetter: getter })).name).toBe('v_suffix:0');
});

test('tf.variable_creator_scope(creator) takes part in every creation', () => {
  graph.run(() => {
    const v = variableCreatorScope((next, options) => next({ ...options, trainable: false }), () => getVariable('v', [1]));
    expect(v.trainable).toBe(false);
  });
});

test('tf.make_template("t", fn) creates variables once', () => {
  graph.run(() => {
    const template = makeTemplate('t', (size: number) => getVariable('v', [size]));
    expect(template(2)).toBe(template(2));
    expect([template(2).name, namesOf(template.variables)]).toEqual(['t/v:0', ['t/v:0']]);
  });
});

test('tf.name_scope("n") names ops, and uniqueName gives the op name that TensorFlow would give', () => {
  graph.run(() => {
    nameScope('n', (name) => {
      expect([name, uniqueName('op'), uniqueName('op'), getVariable('v', [1]).name]).toEqual(['n/', 'n/op', 'n/op_1', 'v:0']);
    });
    using opened = nameScope('n');
    expect([opened.name, getNameScope()]).toEqual(['n_1/', 'n_1']);
  });
});

test('tf.Variable(0., name="v") is made unique like an op', () => {
  graph.run(() => {
    expect([new Variable(0, { name: 'v' }).name, new Variable(0, { name: 'v' }).name]).toEqual(['v:0', 'v_1:0']);
  });
});

test('tf.Graph().as_default() is a callback, and tf.get_default_graph() of this name', () => {
  expect(graph.run(() => getDefaultGraph())).toBe(graph);
  expect(getDefaultGraph()).not.toBe(graph);
});

test('tf.get_collection(k, scope), tf.add_to_collection and tf.get_collection_ref are of these names', () => {
  graph.run(() => {
    const v = variableScope('foo', () => getVariable('v', [1]));
    addToCollection('mine', v);
    addToCollection('mine', 'a string');
    expect([getCollection('mine'), getCollection('mine', 'foo'), getCollection('mine', 'bar')]).toEqual([[v, 'a string'], [v], []]);
    getCollectionRef('mine').pop();
    expect(getCollection('mine')).toEqual([v]);
  });
});

test('tf.trainable_variables() and the other lists are of these names', () => {
  graph.run(() => {
    const v = getVariable('v', [1], { collections: [GraphKeys.MODEL_VARIABLES, GraphKeys.MOVING_AVERAGE_VARIABLES] });
    const w = getVariable('w', [1]);
    expect([trainableVariables(), globalVariables(), localVariables()]).toEqual([[v, w], [w], []]);
    expect([modelVariables(), movingAverageVariables()]).toEqual([[v], [v]]);
  });
});

test('tf.losses.get_regularization_losses() and …_loss() are evaluated now, at each call', () => {
  graph.run(() => {
    const v = getVariable('v', { initializer: [1, 2], regularizer: l2Regularizer(1) });
    const losses = (): number[] => tidy(() => [...getRegularizationLosses(), getRegularizationLoss()].map((loss) => loss.arraySync()));
    expect(losses()).toEqual([2.5, 2.5]);
    v.assign([2, 0]);
    expect(losses()).toEqual([2, 2]);
  });
});

test('sess.run(tf.global_variables_initializer()) and its kin run in a graph with deferred initialization', () => {
  using deferred = new Graph({ initialization: 'deferred' });
  deferred.run(() => {
    const [v, w, local] = [getVariable('v', [1]), getVariable('w', [1]), getLocalVariable('local', [1])];
    const initialized = (): boolean[] => [v, w, local].map(({ isInitialized }) => isInitialized);
    variablesInitializer([v]).run();
    expect(initialized()).toEqual([true, false, false]);
    globalVariablesInitializer().run();
    expect(initialized()).toEqual([true, true, false]);
    localVariablesInitializer().run();
    expect(initialized()).toEqual([true, true, true]);
  });
});

test('tf.report_uninitialized_variables() and v.initialized_value() are of these names', () => {
  using deferred = new Graph({ initialization: 'deferred' });
  deferred.run(() => {
    const v = getVariable('v', [2], { initializer: onesInitializer() });
    expect(reportUninitializedVariables()).toEqual(['v']);
    const w = new Variable(() => v.initializedValue(), { name: 'w' });
    globalVariablesInitializer().run();
    expect([w.arraySync(), reportUninitializedVariables()]).toEqual([[1, 1], []]);
  });
});

test('v.assign(x), assign_add, assign_sub, read_value() and scatter updates change and read the value now', () => {
  graph.run(() => {
    const v = new Variable([1, 2, 3]);
    v.assign([4, 5, 6]).assignAdd([1, 1, 1]).assignSub([2, 2, 2]);
    const value = v.readValue();
    v.scatterUpdate([0], [9]).scatterAdd([1], [10]).scatterSub([2], [1]);
    expect([value.arraySync(), v.arraySync()]).toEqual([[3, 4, 5], [9, 14, 4]]);
    value.dispose();
  });
});

test('tf.fixed_size_partitioner(3) and the others are of these names', () => {
  expect(fixedSizePartitioner(3)([6, 2], 'float32')).toEqual([3, 1]);
  expect(variableAxisSizePartitioner(16)([6, 2], 'float32')).toEqual([3, 1]);
  expect(minMaxVariablePartitioner()([6, 2], 'float32')).toEqual([1, 1]);
});

test('tf.convert_to_tensor(partitioned) is asTensor(), and gradients reach every shard, also from embeddingLookup', () => {
  graph.run(() => {
    const v = getVariable('v', [3, 2], { initializer: zerosInitializer(), partitioner: fixedSizePartitioner(2) });
    const [first, second] = v.shards as [Variable, Variable];
    const lossOf = (read: () => Tensor) => grads(() => sum(square(sub(read(), 1))))([first, second]);
    const whole = tidy(() => lossOf(() => v.asTensor()).map((gradient) => gradient.arraySync()));
    expect(whole).toEqual([[[-2, -2], [-2, -2]], [[-2, -2]]]);
    const rows = tidy(() => lossOf(() => embeddingLookup(v, [2, 0], { partitionStrategy: 'div' })).map((gradient) => gradient.arraySync()));
    expect(rows).toEqual([[[-2, -2], [0, 0]], [[-2, -2]]]);
  });
});

test('tf.device("/job:ps/task:1") and tf.train.replica_device_setter give the strings that TensorFlow gives', () => {
  graph.run(() => {
    const v = device('/job:ps/task:1', () => device('/cpu:0', () => getVariable('v', [1])));
    expect(v.device).toBe('/job:ps/task:1/device:CPU:0');
    const placed = device(replicaDeviceSetter({ psTasks: 2 }), () => ['a', 'b', 'c'].map((name) => getVariable(name, [1]).device));
    expect(placed).toEqual(['/job:ps/task:0', '/job:ps/task:1', '/job:ps/task:0']);
  });
});

test('tf.set_random_seed(7) gives the values that TensorFlow gives', () => {
  graph.run(() => {
    setRandomSeed(7);
    const v = getVariable('v', [3], { initializer: randomNormalInitializer() });
    expect(v.dataSync()).toEqual(Float32Array.of(0.35369110107421875, 0.6635876893997192, -0.9774993658065796));
  });
});

test('tf.train.GradientDescentOptimizer(0.5).minimize(loss) is minimize over an optimizer of tfjs', () => {
  graph.run(() => {
    const v = getVariable('v', { initializer: [1, 2] });
    const optimizer = train.sgd(0.5);
    minimize(optimizer, () => sum(square(v)));
    expect(v.arraySync()).toEqual([0, 0]);
    optimizer.dispose();
  });
});
