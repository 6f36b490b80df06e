import { add, conv2d, matMul, maxPool, relu, reshape, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';
import {
  asTensor,
  constantInitializer,
  fixedSizePartitioner,
  getVariable,
  noRegularizer,
  variableScope,
  type Partitioner,
} from 'varscope';

/** What biases begin with, and that they may be as large as they like. */
const BIASES = { initializer: constantInitializer(0), regularizer: noRegularizer };

/**
 * Two convolutional and two fully connected layers that tell digits apart: for every image, of 28 × 28 pixels and one
 * channel, a row of ten numbers, the largest for the digit that it shows.
 *
 * It is a function of images alone. Where its weights come from is up to the scope that it is called in: new ones, those
 * of an earlier call, or averages of them.
 */
export function classifier(images: Tensor4D): Tensor2D {
  const edges = variableScope('conv1', () => convRelu(images, [3, 3, 1, 8], [8]));
  const strokes = variableScope('conv2', () => convRelu(halve(edges), [3, 3, 8, 16], [16]));
  const features: Tensor2D = reshape(halve(strokes), [images.shape[0], 7 * 7 * 16]);
  const hidden = variableScope('hidden', () => dense(features, 64, { partitioner: fixedSizePartitioner(4) }));
  return variableScope('digits', () => dense(relu(hidden), 10));
}

/** A convolution and what of it is above zero: the function of TensorFlow's guide to variables. */
function convRelu(input: Tensor4D, kernelShape: [number, number, number, number], biasShape: [number]): Tensor4D {
  const weights = getVariable<Tensor4D>('weights', kernelShape);
  const biases = getVariable('biases', biasShape, BIASES);
  return relu(add(conv2d(input, weights, 1, 'same'), biases));
}

/** Every second row and column: the largest of four pixels. */
function halve(images: Tensor4D): Tensor4D {
  return maxPool(images, 2, 2, 'same');
}

/** `inputs · weights + biases`. */
function dense(inputs: Tensor2D, units: number, options: { readonly partitioner?: Partitioner } = {}): Tensor2D {
  const weights = getVariable('weights', [inputs.shape[1], units], options);
  const biases = getVariable('biases', [units], BIASES);
  return add(matMul(inputs, asTensor(weights)), biases); // `asTensor`, for weights in several parts
}
