import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { ArgumentTypeError, GradientMissingError, NoVariablesError, VariableDisposedError } from '@varscope/spec/errors';
import { getVariable, variableScope } from '@varscope/scopes';
import { addToCollection, EagerVariableStore, Graph, Variable } from '@varscope/store';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { computeGradients, type ComputeGradientsOptions } from './compute-gradients.js';

describe('computeGradients', () => {
  let graph: Graph;
  const inGraph = (body: () => void): (() => void) => () => {
    tf.tidy(() => graph.run(body));
  };
  const scalarVariable = (name: string, trainable = true): Variable => getVariable(name, { initializer: 1, dtype: 'float32', trainable });
  const namesOf = (options: ComputeGradientsOptions): string[] =>
    computeGradients(() => tf.scalar(1), options).gradients.map(([, variable]) => variable.op.name);

  beforeEach(() => {
    graph = new Graph();
  });
  afterEach(() => {
    graph.dispose();
  });

  test('gives the loss and a gradient for each variable, in their order', inGraph(() => {
    const [a, b] = [scalarVariable('a'), scalarVariable('b')];
    const { cost, gradients } = computeGradients(() => tf.add(tf.mul(a, 3), tf.mul(b, 5)), { variables: [b, a] });
    expect(cost.dataSync()[0]).toBe(8);
    expect(gradients.map(([gradient, variable]) => [gradient?.dataSync()[0], variable])).toEqual([[5, b], [3, a]]);
  }));

  test('gives null for a variable that the loss does not reach, and for integers', inGraph(() => {
    const [a, b] = [scalarVariable('a'), scalarVariable('b')];
    const step = new Variable(1, { dtype: 'int32', trainable: false });
    const { gradients } = computeGradients(() => tf.mul(a, tf.cast(step, 'float32')), { variables: [a, b, step] });
    expect(gradients.map(([gradient]) => gradient === null)).toEqual([false, true, true]);
  }));

  test('gives null for what reaches the loss by steps alone, as TensorFlow does', inGraph(() => {
    const [a, b, c] = [scalarVariable('a'), scalarVariable('b'), scalarVariable('c')];
    const loss = (): tf.Tensor => tf.addN([
      tf.square(a), tf.where(tf.greater(b, tf.floor(b)), tf.square(a), tf.ones([])), tf.cast(tf.cast(c, 'int32'), 'float32'),
    ]);
    const { gradients } = computeGradients(loss, { variables: [a, b, c] });
    expect(gradients.map(([gradient]) => gradient?.dataSync()[0] ?? null)).toEqual([2, null, null]);
  }));

  test('differentiates a batchNorm without scale and offset, at which tfjs fails', inGraph(() => {
    const [mean, x] = [getVariable('mean', [1]), getVariable('x', [4, 1])];
    const loss = (): tf.Tensor => tf.sum(tf.batchNorm(x as unknown as tf.Tensor2D, mean as unknown as tf.Tensor1D, tf.tensor1d([3.999])));
    const { gradients } = computeGradients(loss, { variables: [mean, x] });
    expect(gradients.map(([gradient]) => [...gradient!.dataSync()])).toEqual([[-2], [0.5, 0.5, 0.5, 0.5]]);
  }));

  test('takes variables from a list, a scope, a collection, a store, a graph, or alone', inGraph(() => {
    const inner = variableScope('inner', (scope) => {
      scalarVariable('a');
      scalarVariable('frozen', false);
      return scope;
    });
    const outer = scalarVariable('outer');
    const whole = getVariable('w', [3], { initializer: () => tf.ones([1]), partitioner: () => [3] });
    addToCollection('mine', whole);
    addToCollection('mine', outer);
    const store = new EagerVariableStore();
    store.asDefault(() => scalarVariable('stored'));
    const shards = ['w/part_0', 'w/part_1', 'w/part_2'];
    expect(namesOf({ variables: [outer, outer] })).toEqual(['outer']);
    expect(namesOf({ variables: outer })).toEqual(['outer']);
    expect(namesOf({ variables: whole })).toEqual(shards);
    expect(namesOf({ variables: [[...whole][1]!, whole] })).toEqual(['w/part_1', 'w/part_0', 'w/part_2']);
    expect(namesOf({ variables: inner })).toEqual(['inner/a']);
    expect(namesOf({ variables: 'mine' })).toEqual([...shards, 'outer']);
    expect(namesOf({ variables: store })).toEqual(['stored']);
    expect(namesOf({ variables: graph })).toEqual(['inner/a', 'outer', ...shards, 'stored']);
    expect(namesOf({})).toEqual(namesOf({ variables: graph }));
  }));

  test('says what there is when there is nothing to train', inGraph(() => {
    const compute = (variables: ComputeGradientsOptions) => () => computeGradients(() => tf.scalar(1), variables);
    expect(compute({})).toThrow(NoVariablesError);
    expect(compute({})).toThrow('found: a graph without variables: build the model before it is trained');
    const scope = variableScope('critic', (opened) => {
      scalarVariable('w', false);
      return opened;
    });
    expect(compute({})).toThrow('expected: trainable variables\n  found: in the graph: critic/w (not trainable)');
    expect(compute({ variables: scope })).toThrow("expected: trainable variables in the scope 'critic'");
    expect(compute({ variables: 'none' })).toThrow("expected: variables in the collection 'none'");
    expect(compute({ variables: [] })).toThrow('expected: variables in the list');
    for (let i = 0; i < 12; i++) scalarVariable(`v${i}`, false);
    expect(compute({})).toThrow(/v8 \(not trainable\), and 3 more$/m);
    expect(compute({ variables: [new Variable(1, { dtype: 'int32', trainable: false })] })).toThrow(NoVariablesError);
  }));

  test('refuses what is not a variable of Varscope', inGraph(() => {
    const plain = tf.variable(tf.scalar(1));
    expect(() => computeGradients(() => tf.scalar(1), { variables: [plain as never] })).toThrow(ArgumentTypeError);
    expect(() => computeGradients(() => tf.scalar(1), { variables: [null as never] })).toThrow(ArgumentTypeError);
    plain.dispose();
  }));

  test('refuses a variable that was disposed', inGraph(() => {
    const gone = scalarVariable('gone');
    gone.dispose();
    expect(() => computeGradients(() => tf.scalar(1), { variables: [gone] })).toThrow(VariableDisposedError);
  }));

  test('names the operation that has no gradient', inGraph(() => {
    const a = scalarVariable('a');
    const compute = (): unknown => computeGradients(() => {
      const image: tf.Tensor4D = tf.reshape(tf.square(a), [1, 1, 1, 1]);
      return tf.sum(tf.image.cropAndResize(image, [[0, 0, 1, 1]], [0], [1, 1]));
    });
    const before = tf.memory().numTensors;
    expect(compute).toThrow(GradientMissingError);
    expect(compute).toThrow("No gradient defined for operation 'CropAndResize'.");
    expect(compute).toThrow('tf.registerGradient');
    expect(tf.memory().numTensors).toBe(before);
  }));
});
