import {
  argMax,
  equal,
  losses,
  oneHot,
  sum,
  tidy,
  train,
  zeros,
  type Scalar,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import {
  AUTO_REUSE,
  ExponentialMovingAverage,
  exponentialMovingAverageGetter,
  l2Regularizer,
  minimize,
  variableScope,
} from 'varscope';
import { batches, SIDE, type Batch, type Digits } from './mnist.js';
import { classifier } from './model.js';

/** How a classifier learns. */
export interface TrainerOptions {
  readonly learningRate: number;
  /** How strongly large weights are punished. */
  readonly regularization: number;
  /** How much of the averaged weights stays when they move towards the weights of a step; below 1. */
  readonly decay: number;
}

/** A classifier and what it needs to learn. Its variables are the graph's. */
export interface Trainer {
  /** Learns from a batch; gives the loss from before. */
  step(batch: Batch): number;
  /** The share of digits that it recognizes, with the averaged weights or with those of the last step. */
  accuracy(digits: Digits, weights: 'averaged' | 'last'): number;
  dispose(): void;
}

/** Builds the classifier in the current graph, and what trains it. */
export function createTrainer({ learningRate, regularization, decay }: TrainerOptions): Trainer {
  let steps = 0;
  const averages = new ExponentialMovingAverage(decay, { numUpdates: () => steps });
  const regularizer = l2Regularizer(regularization);
  const averaged = exponentialMovingAverageGetter(averages);

  // The same function under the same scope, so the same variables: the first call creates them, the others reuse them.
  const logits = (images: Tensor4D): Tensor2D =>
    variableScope('classifier', { reuse: AUTO_REUSE, regularizer }, () => classifier(images));
  // Here the scope decides that the model sees the average of each variable in its place.
  const averagedLogits = (images: Tensor4D): Tensor2D =>
    variableScope('classifier', { reuse: true, customGetter: averaged }, () => classifier(images));

  tidy(() => {
    logits(zeros([1, SIDE, SIDE, 1])); // creates the variables
  });
  const updateAverages = averages.apply();
  const optimizer = train.adam(learningRate);

  return {
    step({ images, labels }) {
      const loss = (): Scalar => losses.softmaxCrossEntropy(oneHot(labels, 10), logits(images));
      const cost = minimize(optimizer, loss, { regularizationLosses: true, returnCost: true });
      updateAverages.run();
      steps++;
      return takeNumber(cost);
    },
    accuracy(digits, weights) {
      const predict = weights === 'averaged' ? averagedLogits : logits;
      let correct = 0;
      for (const { images, labels } of batches(digits, 1000)) {
        correct += takeNumber(tidy(() => sum(equal(argMax(predict(images), 1), labels))));
      }
      return correct / digits.count;
    },
    dispose: () => optimizer.dispose(),
  };
}

/** The number in a scalar, which is freed. */
function takeNumber(value: Scalar): number {
  const [number] = value.dataSync();
  value.dispose();
  return number!;
}
