import {
  add, conv2d, dispose, losses, matMul, maxPool, oneHot, randomNormal, randomUniform, relu, reshape, train, variable, zeros,
  type Rank, type Scalar, type Tensor, type Tensor1D, type Tensor2D, type Tensor4D, type Variable,
} from '@tensorflow/tfjs-core';

/** A network and a batch of random images, on the backend that was current when it was made. */
export interface ConvolutionalNetwork {
  /** One step of Adam. */
  run(): void;
  dispose(): void;
}

/** Two convolutions with pools, and a dense layer, on images of 28 by 28. */
export function createConvolutionalNetwork(batch: number): ConvolutionalNetwork {
  const filters = [weight<Rank.R4>([3, 3, 1, 32], 0.3), weight<Rank.R4>([3, 3, 32, 64], 0.06)] as const;
  const biases = [weight<Rank.R1>([32], 0), weight<Rank.R1>([64], 0)] as const;
  const dense = weight<Rank.R2>([7 * 7 * 64, 10], 0.02);
  const variables = [...filters, ...biases, dense];
  const images: Tensor4D = randomUniform([batch, 28, 28, 1]);
  const classes: Tensor1D = randomUniform([batch], 0, 10, 'int32');
  const labels = oneHot(classes, 10) as Tensor2D; // of rank 2
  const optimizer = train.adam(1e-3);
  const layer = (x: Tensor4D, index: 0 | 1): Tensor4D =>
    maxPool(relu(add<Tensor4D>(conv2d(x, filters[index], 1, 'same'), biases[index])), 2, 2, 'same');
  const loss = (): Scalar => {
    const features: Tensor2D = reshape(layer(layer(images, 0), 1), [batch, 7 * 7 * 64]);
    return losses.softmaxCrossEntropy<Tensor2D, Scalar>(labels, matMul(features, dense));
  };
  return {
    run: () => void optimizer.minimize(loss, false, variables),
    dispose: () => {
      optimizer.dispose();
      dispose([...variables, images, classes, labels]);
    },
  };
}

function weight<R extends Rank>(shape: number[], deviation: number): Variable<R> {
  const initial: Tensor = deviation === 0 ? zeros(shape) : randomNormal(shape, 0, deviation);
  const result = variable(initial) as Variable<R>; // of the rank of its shape
  initial.dispose();
  return result;
}
