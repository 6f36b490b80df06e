import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { memory, mul, scalar, square, sum, tidy, variableGrads, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { LossNotScalarError } from '@varscope/spec/errors';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { addRegularizationLoss } from './add-regularization-loss.js';
import { addToCollection } from './add-to-collection.js';
import { getCollection } from './get-collection.js';
import { getRegularizationLoss, getRegularizationLosses } from './get-regularization-losses.js';
import { Graph } from './graph.js';
import { globalVariablesInitializer } from './initializer-functions.js';
import type { RegularizationLoss } from './regularization-loss.js';
import { Variable, type InitialValueLike } from './variable.js';

let graph: Graph;
beforeEach(() => {
  graph = new Graph();
});
afterEach(() => {
  graph.dispose();
});

const squares = (weights: Tensor): Scalar => tidy(() => sum(square(weights)));
function regularized(name: string, value: InitialValueLike, regularizer: (weights: Tensor) => Scalar | null = squares): Variable {
  const variable = new Variable(value, { name });
  addRegularizationLoss(name, variable, regularizer);
  return variable;
}

/** The values of losses, which it disposes of. */
function read(losses: readonly Scalar[]): number[] {
  const values = losses.map((loss) => loss.arraySync());
  for (const loss of losses) loss.dispose();
  return values;
}

it('losses follow the values of their variables', () => {
  graph.run(() => {
    const variable = regularized('v', [1, 2]);
    expect(read([...getRegularizationLosses(), getRegularizationLoss()])).toEqual([5, 5]);
    variable.assign([3, 4]);
    expect(read([...getRegularizationLosses(), getRegularizationLoss()])).toEqual([25, 25]);
  });
});

it('there is one for every variable, in the order of creation, and they add up', () => {
  graph.run(() => {
    regularized('a/v', [1]);
    regularized('b/v', [2]);
    regularized('a/w', [3], () => null);
    expect(read(getRegularizationLosses())).toEqual([1, 4]);
    expect(read(getRegularizationLosses('a'))).toEqual([1]);
    expect(read([getRegularizationLoss(), getRegularizationLoss('b/'), getRegularizationLoss('c')])).toEqual([5, 4, 0]);
    expect(getCollection('regularization_losses').map((loss) => (loss as RegularizationLoss).name)).toEqual([
      'a/v/Regularizer/squares:0', 'b/v/Regularizer/squares:0',
    ]);
  });
});

it('they are differentiable, and evaluating them leaves nothing behind', () => {
  graph.run(() => {
    const variable = regularized('v', [1, 2]);
    const before = memory().numTensors;
    const { value, grads } = variableGrads(() => mul(getRegularizationLoss(), 10), [variable]);
    expect(grads['v:0']?.arraySync()).toEqual([20, 40]);
    for (const tensor of [value, ...Object.values(grads)]) tensor.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

it('a loss is a tensor of its own, also where the regularizer gives the variable itself', () => {
  graph.run(() => {
    const variable = regularized('v', 3, (weights) => weights as Scalar);
    expect(read(getRegularizationLosses())).toEqual([3]);
    expect(variable.arraySync()).toBe(3);
  });
});

it('losses that a program computed itself are counted as they are, and left to it', () => {
  graph.run(() => {
    const own = scalar(2);
    addToCollection('regularization_losses', own);
    regularized('v', [1]);
    expect(read([...getRegularizationLosses(), getRegularizationLoss()])).toEqual([2, 1, 3]);
    own.dispose();
  });
});

it('a variable that is disposed has none any more', () => {
  graph.run(() => {
    regularized('v', [1]).dispose();
    regularized('w', [2]);
    expect(read(getRegularizationLosses())).toEqual([4]);
  });
});

it.each([
  ['a vector', (weights: Tensor) => square(weights) as Scalar],
  ['nothing, all of a sudden', vi.fn().mockReturnValueOnce(null)],
])('a regularizer that gives %s is found out when the loss is asked for', (_what, regularizer) => {
  graph.run(() => {
    regularized('v', [1, 2], regularizer);
    if (getCollection('regularization_losses').length > 0) expect(() => getRegularizationLosses()).toThrow(LossNotScalarError);
  });
});

it('a regularizer is called once when its variable is made, and again for every loss', () => {
  graph.run(() => {
    const regularizer = vi.fn(squares);
    regularized('v', [1], regularizer);
    expect(regularizer).toHaveBeenCalledTimes(1);
    read(getRegularizationLosses());
    expect(regularizer).toHaveBeenCalledTimes(2);
  });
});

it('in a deferred graph there are losses of variables without a value, which are computed later', () => {
  using deferred = new Graph({ initialization: 'deferred' });
  deferred.run(() => {
    regularized('v', [1, 2]);
    regularized('w', [1], () => null);
    expect(getCollection('regularization_losses')).toHaveLength(1);
    expect(() => getRegularizationLoss()).toThrow(/uninitialized value v/);
    globalVariablesInitializer().run();
    expect(read(getRegularizationLosses())).toEqual([5]);
  });
});
