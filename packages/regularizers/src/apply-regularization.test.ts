import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { concat, memory, scalar, tensor1d, tidy, variable, variableGrads } from '@tensorflow/tfjs-core';
import type { LiveLoss, PartitionedVariableLike } from '@varscope/spec';
import { ArgumentTypeError, InvalidArgumentError, LossNotScalarError } from '@varscope/spec/errors';
import { expect, it } from 'vitest';
import { applyRegularization, type RegularizationCollections } from './apply-regularization.js';
import { l2Regularizer } from './l2-regularizer.js';
import { noRegularizer } from './no-regularizer.js';

function fakeCollections(weights: readonly unknown[]): RegularizationCollections & { readonly losses: unknown[] } {
  const losses: unknown[] = [];
  return {
    losses,
    getCollection: (key) => (key === 'weights' ? weights : []),
    addToCollection: (key, value) => {
      if (key === 'regularization_losses') losses.push(value);
    },
  };
}

it('adds the penalties of all weights, on the tape', () => {
  tidy(() => {
    const a = variable(tensor1d([3, -4]));
    const b = variable(scalar(2));
    const { value, grads } = variableGrads(() => applyRegularization(l2Regularizer(1), [a, b]), [a, b]);
    expect(value.arraySync()).toBe(14.5);
    expect(grads[a.name]?.arraySync()).toEqual([3, -4]);
    expect(grads[b.name]?.arraySync()).toBe(2);
    a.dispose();
    b.dispose();
  });
});

it('takes a partitioned variable as one tensor', () => {
  tidy(() => {
    const shards = [tensor1d([3]), tensor1d([-4])];
    const whole = { partitions: [2], asTensor: () => concat(shards) } as unknown as PartitionedVariableLike; // all that is used
    expect(applyRegularization(l2Regularizer(1), [whole]).arraySync()).toBe(12.5);
  });
});

it('takes the weights of the graph when it is given none, and adds a loss that follows them', () => {
  const weights = tidy(() => variable(tensor1d([3, -4])));
  const collections = fakeCollections([weights]);
  tidy(() => {
    expect(applyRegularization(l2Regularizer(1), null, collections).arraySync()).toBe(12.5);
    expect(applyRegularization(l2Regularizer(1), [], collections).arraySync()).toBe(12.5);
    weights.assign(tensor1d([2, 0]));
    const [loss] = collections.losses as [LiveLoss];
    expect(loss.name).toBe('get_regularization_penalty:0');
    expect(loss.evaluate().arraySync()).toBe(2);
    expect(collections.losses).toHaveLength(2);
  });
  weights.dispose();
});

it('gives 0 for a regularizer without a penalty', () => {
  tidy(() => {
    expect(applyRegularization(noRegularizer, [tensor1d([1])]).arraySync()).toBe(0);
  });
});

it('refuses to work on nothing', () => {
  expect(() => applyRegularization(l2Regularizer(1))).toThrow(InvalidArgumentError);
  expect(() => applyRegularization(l2Regularizer(1), [], fakeCollections([]))).toThrow('No weights to regularize.');
});

it('refuses penalties that are not scalars or have different dtypes, and leaves no tensor behind', () => {
  tidy(() => {
    const weights = tensor1d([1, 2]);
    const before = memory().numTensors;
    const collections = fakeCollections([]);
    expect(() => applyRegularization((one) => one.clone(), [weights], collections)).toThrow(LossNotScalarError);
    expect(() => applyRegularization((one) => one.clone(), [weights])).toThrow(/a Tensor with rank 1\.$/);
    const dtypes = ['float32', 'int32'] as const;
    let calls = 0;
    expect(() => applyRegularization(() => scalar(1, dtypes[calls++]), [weights, weights])).toThrow(ArgumentTypeError);
    expect(memory().numTensors).toBe(before);
    expect(collections.losses).toEqual([]);
  });
});

it('does not add penalties of variables of different dtypes, though both are stored in float32', () => {
  tidy(() => {
    const double = Object.assign(tensor1d([1]), { declaredDtype: 'float64' });
    expect(() => applyRegularization(l2Regularizer(1), [tensor1d([1]), double])).toThrow(ArgumentTypeError);
    expect(applyRegularization(noRegularizer, [tensor1d([1]), double]).arraySync()).toBe(0);
  });
});
