import { add, matMul, relu, type Tensor2D } from '@tensorflow/tfjs-core';
import {
  asTensor,
  fixedSizePartitioner,
  getVariable,
  noRegularizer,
  variableScope,
  zerosInitializer,
  type Partitioner,
} from 'varscope';

/**
 * Three fully connected layers that tell digits apart: for every image a row of ten numbers, the largest for the digit
 * that it shows.
 *
 * It is a function of images alone. Where its weights come from is up to the scope that it is called in: new ones, those
 * of an earlier call, or averages of them.
 */
export function classifier(images: Tensor2D): Tensor2D {
  const edges = relu(dense('hidden1', images, 256, { partitioner: fixedSizePartitioner(4) }));
  const strokes = relu(dense('hidden2', edges, 128));
  return dense('digits', strokes, 10);
}

/** One layer: `inputs · weights + biases`. */
function dense(name: string, inputs: Tensor2D, units: number, options: { readonly partitioner?: Partitioner } = {}): Tensor2D {
  return variableScope(name, () => {
    const weights = getVariable('weights', [inputs.shape[1], units], options);
    const biases = getVariable('biases', [units], { initializer: zerosInitializer(), regularizer: noRegularizer });
    return add(matMul(inputs, asTensor(weights)), biases); // `asTensor`, for weights in several parts
  });
}
