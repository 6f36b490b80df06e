import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '../shape.js';
import type { PatternSign } from './pattern.js';

/** A tensor of floats that an op takes, filled by `pattern` with its position as the phase. */
export interface OpInput {
  readonly shape: Shape;
  readonly sign?: PatternSign;
}

/** An op that training needs, on arguments for which its values are recorded. */
export interface TrainingOp {
  readonly op: string;
  readonly inputs: readonly OpInput[];
  /** Runs in a `tidy`. */
  compute(...inputs: readonly tf.Tensor[]): tf.Tensor;
  /** Whether tfjs has its gradient. */
  readonly differentiable: boolean;
}

type Compute = (...inputs: never[]) => tf.Tensor;

/** `compute` takes tensors of the ranks of the shapes; shapes are those of tensors of any sign, or say which. */
function differentiable(op: string, inputs: readonly (Shape | OpInput)[], compute: Compute): TrainingOp {
  const described = inputs.map((input) => ('shape' in input ? input : { shape: input }));
  return { op, inputs: described, compute, differentiable: true };
}

function forwardOnly(op: string, inputs: readonly Shape[], compute: Compute): TrainingOp {
  return { ...differentiable(op, inputs, compute), differentiable: false };
}

const positive = (...shape: number[]): OpInput => ({ shape, sign: 'positive' });
const negative = (...shape: number[]): OpInput => ({ shape, sign: 'negative' });
const indices = (...values: number[]): tf.Tensor1D => tf.tensor1d(values, 'int32');

/** A third of 0 and 1, alternating, as labels and conditions are. */
const everyThird = (length: number): number[] => Array.from({ length }, (_, index) => (index % 3 === 0 ? 1 : 0));

type T = tf.Tensor;
type T1 = tf.Tensor1D;
type T2 = tf.Tensor2D;
type T3 = tf.Tensor3D;
type T4 = tf.Tensor4D;
type T5 = tf.Tensor5D;

/**
 * The ops that training needs, with what tfjs names them. tools/record-training-ops/record.py has each of them under the
 * same name, on the same inputs, in TensorFlow.
 */
export const TRAINING_OPS: readonly TrainingOp[] = [
  differentiable('add', [[6, 33], [33]], (a: T, b: T) => tf.add(a, b)),
  differentiable('sub', [[6, 33], [6, 1]], (a: T, b: T) => tf.sub(a, b)),
  differentiable('mul', [[6, 33], [33]], (a: T, b: T) => tf.mul(a, b)),
  differentiable('div', [[6, 33], positive(33)], (a: T, b: T) => tf.div(a, b)),
  differentiable('pow', [positive(40), [40]], (a: T, b: T) => tf.pow(a, b)),
  differentiable('maximum', [[6, 33], [6, 33]], (a: T, b: T) => tf.maximum(a, b)),
  differentiable('minimum', [[6, 33], [6, 33]], (a: T, b: T) => tf.minimum(a, b)),
  differentiable('squaredDifference', [[6, 33], [6, 33]], (a: T, b: T) => tf.squaredDifference(a, b)),
  differentiable('squaredDifference, broadcast', [[6, 33], [33]], (a: T, b: T) => tf.squaredDifference(a, b)),
  differentiable('maximum, broadcast', [[6, 33], [6, 1]], (a: T, b: T) => tf.maximum(a, b)),
  differentiable('addN', [[40], [40], [40]], (a: T, b: T, c: T) => tf.addN([a, b, c])),

  differentiable('matMul', [[7, 19], [19, 13]], (a: T2, b: T2) => tf.matMul(a, b)),
  differentiable('matMul, both transposed', [[19, 7], [13, 19]], (a: T2, b: T2) => tf.matMul(a, b, true, true)),
  differentiable('matMul, batched', [[2, 5, 9], [2, 9, 6]], (a: T3, b: T3) => tf.matMul(a, b)),
  differentiable('matMul, of a batch by a matrix', [[2, 5, 9], [9, 6]], (a: T, b: T) => tf.matMul(a, b)),
  differentiable('einsum', [[5, 7], [7, 6]], (a: T, b: T) => tf.einsum('ij,jk->ki', a, b)),

  differentiable('conv1d', [[2, 9, 3], [3, 3, 5]], (x: T3, w: T3) => tf.conv1d(x, w, 1, 'same')),
  differentiable('conv2d', [[2, 6, 7, 3], [3, 3, 3, 5]], (x: T4, w: T4) => tf.conv2d(x, w, 1, 'same')),
  differentiable('conv2d, of eight channels', [[2, 5, 5, 8], [3, 3, 8, 8]], (x: T4, w: T4) => tf.conv2d(x, w, 1, 'same')),
  differentiable('conv2d, strides 2', [[2, 7, 7, 3], [3, 3, 3, 5]], (x: T4, w: T4) => tf.conv2d(x, w, 2, 'valid')),
  differentiable('conv2d, dilated', [[2, 6, 7, 3], [3, 2, 3, 4]], (x: T4, w: T4) => tf.conv2d(x, w, 1, 'same', 'NHWC', [2, 3])),
  differentiable('conv2d, 1×1', [[2, 4, 4, 6], [1, 1, 6, 5]], (x: T4, w: T4) => tf.conv2d(x, w, 1, 'valid')),
  differentiable('conv2dTranspose', [[2, 3, 3, 4], [3, 3, 2, 4]], (x: T4, w: T4) => tf.conv2dTranspose(x, w, [2, 6, 6, 2], 2, 'same')),
  differentiable('depthwiseConv2d', [[2, 6, 6, 3], [3, 3, 3, 2]], (x: T4, w: T4) => tf.depthwiseConv2d(x, w, 1, 'same')),
  differentiable('depthwiseConv2d, strides 2', [[2, 7, 7, 4], [3, 3, 4, 1]], (x: T4, w: T4) => tf.depthwiseConv2d(x, w, 2, 'valid')),
  differentiable('depthwiseConv2d, dilated', [[2, 7, 8, 3], [3, 2, 3, 2]], (x: T4, w: T4) =>
    tf.depthwiseConv2d(x, w, 1, 'same', 'NHWC', [2, 3])),
  differentiable('separableConv2d', [[2, 5, 5, 3], [3, 3, 3, 2], [1, 1, 6, 4]], (x: T4, depthwise: T4, pointwise: T4) =>
    tf.separableConv2d(x, depthwise, pointwise, 1, 'same')),
  differentiable('conv3d', [[2, 4, 4, 4, 2], [2, 2, 2, 2, 3]], (x: T5, w: T5) => tf.conv3d(x, w, 1, 'same')),
  differentiable('maxPool', [negative(2, 6, 6, 3)], (x: T4) => tf.maxPool(x, 2, 2, 'valid')),
  differentiable('maxPool, overlapping', [[2, 7, 7, 3]], (x: T4) => tf.maxPool(x, 3, 2, 'same')),
  differentiable('maxPool3d', [negative(2, 4, 4, 4, 3)], (x: T5) => tf.maxPool3d(x, 2, 2, 'valid')),
  differentiable('avgPool', [[2, 7, 7, 3]], (x: T4) => tf.avgPool(x, 3, 2, 'valid')),
  differentiable('avgPool, padded', [[2, 7, 6, 3]], (x: T4) => tf.avgPool(x, 3, 2, 'same')),
  differentiable('avgPool3d', [[2, 4, 4, 4, 3]], (x: T5) => tf.avgPool3d(x, 2, 2, 'valid')),
  differentiable('avgPool3d, padded', [[2, 3, 4, 5, 2]], (x: T5) => tf.avgPool3d(x, 3, 2, 'same')),

  differentiable('gather', [[6, 5, 3]], (x: T) => tf.gather(x, indices(4, 0, 4, 2), 1)),
  differentiable('gather, an embedding', [[9, 10]], (x: T) => tf.gather(x, tf.tensor2d([[8, 1, 1], [3, 8, 8]], [2, 3], 'int32'))),
  differentiable('gather, of a batch', [[2, 5, 3]], (x: T) => tf.gather(x, tf.tensor2d([[4, 0, 4], [1, 1, 2]], [2, 3], 'int32'), 1, 1)),
  differentiable('unsortedSegmentSum', [[6, 7]], (x: T) => tf.unsortedSegmentSum(x, indices(0, 2, 0, 1, 2, 4), 5)),

  differentiable('concat', [[3, 4, 5], [3, 2, 5]], (a: T3, b: T3) => tf.concat([a, b], 1)),
  differentiable('split', [[4, 9]], (x: T) => {
    const [first, second, third] = tf.split(x, 3, 1) as [T, T, T]; // as asked
    return tf.add(tf.mul(first, third), second);
  }),
  differentiable('stack', [[4, 5], [4, 5]], (a: T, b: T) => tf.stack([a, b], 1)),
  differentiable('unstack', [[2, 17]], (x: T) => {
    const [first, second] = tf.unstack(x) as [T, T]; // two rows
    return tf.mul(first, second);
  }),
  differentiable('slice', [[5, 6, 7]], (x: T3) => tf.slice(x, [1, 2, 3], [3, 4, 2])),
  differentiable('pad', [[5, 6]], (x: T2) => tf.pad(x, [[1, 2], [0, 3]], 0.5)),
  differentiable('mirrorPad', [[4, 5]], (x: T2) => tf.mirrorPad(x, [[1, 2], [3, 0]], 'reflect')),
  differentiable('mirrorPad, symmetric', [[4, 5]], (x: T2) => tf.mirrorPad(x, [[1, 2], [3, 0]], 'symmetric')),
  differentiable('tile', [[3, 4]], (x: T2) => tf.tile(x, [2, 3])),
  differentiable('transpose', [[3, 4, 5]], (x: T3) => tf.transpose(x, [2, 0, 1])),
  differentiable('reshape', [[4, 6]], (x: T) => tf.reshape(x, [3, 8])),
  differentiable('reverse', [[4, 6]], (x: T) => tf.reverse(x, 1)),
  differentiable('broadcastTo', [[1, 6]], (x: T) => tf.broadcastTo(x, [4, 6])),
  differentiable('where', [[40], [40]], (a: T, b: T) => tf.where(tf.tensor1d(everyThird(40), 'bool'), a, b)),

  differentiable('relu', [[150]], (x: T) => tf.relu(x)),
  differentiable('relu6', [[150]], (x: T) => tf.relu6(x)),
  differentiable('leakyRelu', [[150]], (x: T) => tf.leakyRelu(x, 0.125)),
  differentiable('prelu', [[5, 30], [30]], (x: T, alpha: T) => tf.prelu(x, alpha)),
  differentiable('elu', [[150]], (x: T) => tf.elu(x)),
  differentiable('selu', [[150]], (x: T) => tf.selu(x)),
  differentiable('sigmoid', [[150]], (x: T) => tf.sigmoid(x)),
  differentiable('tanh', [[150]], (x: T) => tf.tanh(x)),
  differentiable('softplus', [[150]], (x: T) => tf.softplus(x)),
  differentiable('erf', [[150]], (x: T) => tf.erf(x)),
  differentiable('abs', [[150]], (x: T) => tf.abs(x)),
  differentiable('neg', [[150]], (x: T) => tf.neg(x)),
  differentiable('square', [[150]], (x: T) => tf.square(x)),
  differentiable('sqrt', [positive(150)], (x: T) => tf.sqrt(x)),
  differentiable('rsqrt', [positive(150)], (x: T) => tf.rsqrt(x)),
  differentiable('reciprocal', [positive(150)], (x: T) => tf.reciprocal(x)),
  differentiable('exp', [[150]], (x: T) => tf.exp(x)),
  differentiable('expm1', [[150]], (x: T) => tf.expm1(x)),
  differentiable('log', [positive(150)], (x: T) => tf.log(x)),
  differentiable('log1p', [positive(150)], (x: T) => tf.log1p(x)),
  differentiable('sin', [[150]], (x: T) => tf.sin(x)),
  differentiable('cos', [[150]], (x: T) => tf.cos(x)),
  differentiable('atan', [[150]], (x: T) => tf.atan(x)),
  differentiable('clipByValue', [[150]], (x: T) => tf.clipByValue(x, -0.75, 0.5)),

  differentiable('max, of equal numbers', [[6, 11]], (x: T) => tf.max(tf.minimum(x, 0.25), 1)),
  differentiable('sum', [[4, 5, 6]], (x: T) => tf.sum(x, [0, 2])),
  differentiable('mean', [[4, 5, 6]], (x: T) => tf.mean(x, 1)),
  differentiable('max', [[4, 5, 6]], (x: T) => tf.max(x, 2)),
  differentiable('min', [[4, 5, 6]], (x: T) => tf.min(x, 2)),
  differentiable('cumsum', [[5, 8]], (x: T) => tf.cumsum(x, 1)),
  differentiable('cumsum, axis 0', [[4, 4]], (x: T) => tf.cumsum(x, 0)),
  differentiable('logSumExp', [[5, 8]], (x: T) => tf.logSumExp(x, 1)),
  differentiable('softmax', [[5, 11]], (x: T) => tf.softmax(x)),
  differentiable('logSoftmax', [[5, 11]], (x: T) => tf.logSoftmax(x)),
  differentiable('losses.softmaxCrossEntropy', [[5, 3]], (x: T) =>
    tf.losses.softmaxCrossEntropy(tf.oneHot(indices(0, 2, 1, 1, 0), 3), x)),
  differentiable('losses.sigmoidCrossEntropy', [[5, 3]], (x: T) =>
    tf.losses.sigmoidCrossEntropy(tf.tensor2d(everyThird(15), [5, 3]), x)),
  differentiable('losses.meanSquaredError', [[5, 3], [5, 3]], (labels: T, x: T) => tf.losses.meanSquaredError(labels, x)),

  differentiable('batchNorm', [[2, 4, 4, 5], [5], positive(5), [5], [5]], (x: T4, mean: T1, variance: T1, offset: T1, scale: T1) =>
    tf.batchNorm(x, mean, variance, offset, scale, 0.001)),
  differentiable('moments, of a layer normalization', [[4, 12]], (x: T) => {
    const { mean, variance } = tf.moments(x, 1, true);
    return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 0.001)));
  }),
  differentiable('localResponseNormalization', [[2, 3, 3, 7]], (x: T4) => tf.localResponseNormalization(x, 2, 1.5, 0.25, 0.75)),
  differentiable('image.resizeBilinear', [[2, 4, 4, 3]], (x: T4) => tf.image.resizeBilinear(x, [7, 6])),
  differentiable('image.resizeBilinear, aligned', [[2, 3, 4, 3]], (x: T4) => tf.image.resizeBilinear(x, [6, 7], true)),
  differentiable('image.resizeNearestNeighbor', [[2, 3, 4, 3]], (x: T4) => tf.image.resizeNearestNeighbor(x, [6, 8])),
  differentiable('spaceToBatchND', [[2, 4, 4, 3]], (x: T4) => tf.spaceToBatchND(x, [2, 2], [[0, 0], [0, 0]])),
  differentiable('batchToSpaceND', [[8, 2, 2, 3]], (x: T4) => tf.batchToSpaceND(x, [2, 2], [[0, 0], [0, 0]])),
  forwardOnly('fft', [[3, 8], [3, 8]], (real: T, imaginary: T) => {
    const spectrum = tf.spectral.fft(tf.complex(real, imaginary));
    return tf.stack([tf.real(spectrum), tf.imag(spectrum)]);
  }),
];
