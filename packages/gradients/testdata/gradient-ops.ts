import * as tf from '@tensorflow/tfjs-core';

type T = tf.Tensor;
type T2 = tf.Tensor2D;
type T3 = tf.Tensor3D;
type T4 = tf.Tensor4D;
type T5 = tf.Tensor5D;
type Op = (...inputs: never[]) => tf.Tensor;
type Pair = [number, number];

const UNARY: Readonly<Record<string, (x: T) => T>> = {
  abs: (x) => tf.abs(x), ceil: tf.ceil, cos: tf.cos, cosh: tf.cosh, elu: tf.elu, erf: tf.erf, exp: tf.exp, expm1: tf.expm1,
  floor: tf.floor, neg: tf.neg, reciprocal: tf.reciprocal, relu: tf.relu, relu6: tf.relu6, round: tf.round, selu: tf.selu,
  sigmoid: tf.sigmoid, sign: tf.sign, sin: tf.sin, sinh: tf.sinh, softplus: tf.softplus, square: tf.square, tan: tf.tan, tanh: tf.tanh,
  asinh: tf.asinh, atan: tf.atan,
  leakyRelu: (x) => tf.leakyRelu(x, 0.125),
  clipByValue: (x) => tf.clipByValue(x, -0.25, 3),
  onesLike: (x) => tf.mul(x, tf.onesLike(x)),
  zerosLike: (x) => tf.add(x, tf.zerosLike(x)),
  step: (x) => tf.where(tf.cast(tf.step(x), 'bool'), tf.square(x), tf.mul(x, 3)),
  logSigmoid: tf.logSigmoid,
};
const UNARY_POSITIVE: Readonly<Record<string, (x: T) => T>> = {
  log: tf.log, log1p: tf.log1p, sqrt: tf.sqrt, rsqrt: tf.rsqrt, acosh: (x) => tf.acosh(tf.add(x, 1)),
};
const UNARY_UNIT: Readonly<Record<string, (x: T) => T>> = { acos: tf.acos, asin: tf.asin, atanh: tf.atanh };
const BINARY: Readonly<Record<string, (a: T, b: T) => T>> = {
  add: tf.add, sub: tf.sub, mul: tf.mul, div: tf.div, maximum: tf.maximum, minimum: tf.minimum, squaredDifference: tf.squaredDifference,
  atan2: tf.atan2, mod: tf.mod, floorDiv: tf.floorDiv, pow: tf.pow, divNoNan: tf.divNoNan,
};
const PAIRS = ['[3, 4] and [4]', '[4] and [3, 4]', '[3, 1] and [1, 4]', '[2, 3, 4] and []', '[] and [5]', '[2, 1, 4] and [3, 1]', '[0, 3] and [3]'];
type Axis = number | number[] | undefined;
const REDUCTIONS: Readonly<Record<string, (x: T, axis?: Axis, keepDims?: boolean) => T>> = {
  sum: tf.sum, mean: tf.mean, max: tf.max, min: tf.min, prod: tf.prod, logSumExp: tf.logSumExp,
};
const AXES: Readonly<Record<string, [Axis, boolean]>> = {
  'all': [undefined, false], 'all, kept': [undefined, true], 'axis 0': [0, false], 'axis -1': [-1, false], 'axis 1, kept': [1, true],
  'axes 0 and 2': [[0, 2], false], 'axes -1 and 0, kept': [[-1, 0], true],
};

const integers = (values: tf.TensorLike): T => tf.tensor(values, undefined, 'int32');
/** Padding by axis, as TensorFlow has it. */
const explicit: [Pair, Pair, Pair, Pair] = [[0, 0], [1, 2], [0, 1], [0, 0]];

/** One entry for every key of `record` whose title is `name` with the key in place of `%`. */
function each<Value>(record: Readonly<Record<string, Value>>, name: string, compute: (value: Value, key: string) => Op): [string, Op][] {
  return Object.entries(record).map(([key, value]) => [name.replace('%', key), compute(value, key)]);
}

function unaryOps(): [string, Op][] {
  return Object.entries({ ...UNARY, ...UNARY_POSITIVE, ...UNARY_UNIT }).flatMap(([name, op]) =>
    ['at edges', 'of a scalar', 'of nothing'].map((title): [string, Op] => [`${name}, ${title}`, op]));
}

function binaryOps(): [string, Op][] {
  return Object.entries(BINARY).flatMap(([name, op]) =>
    [...PAIRS, 'of equal numbers', 'of any sign', 'at edges'].map((title): [string, Op] => [`${name}, ${title}`, op]));
}

function reductions(): [string, Op][] {
  return Object.entries(REDUCTIONS).flatMap(([name, op]) => [
    ...each(AXES, `${name}, %`, ([axis, keepDims]) => (x: T) => op(x, axis, keepDims)),
    ...each({ 'of nothing': 0, 'of rows of nothing': 0, 'of equal numbers': 1 }, `${name}, %`, (axis) => (x: T) => op(x, axis)),
    ...each({ 'of a scalar': 0, 'of equal numbers of all': 0 }, `${name}, %`, () => (x: T) => op(x)),
  ]);
}

function cumulatives(): [string, Op][] {
  const options = [0, 1, 2].flatMap((axis) =>
    [false, true].flatMap((exclusive) => [false, true].map((reverse) => ({ axis, exclusive, reverse }))));
  return Object.entries({ cumsum: tf.cumsum, cumprod: tf.cumprod }).flatMap(([name, op]) =>
    options.map(({ axis, exclusive, reverse }): [string, Op] =>
      [`${name}, axis ${axis}${exclusive ? ', exclusive' : ''}${reverse ? ', reverse' : ''}`, (x: T) => op(x, axis, exclusive, reverse)]));
}

function mirrorPads(): [string, Op][] {
  const paddings: Record<string, Pair[]> = {
    'of rank 1': [[3, 2]], 'of rank 2': [[1, 2], [3, 0]], 'of rank 3': [[0, 0], [2, 1], [1, 3]], 'of rank 4': [[0, 0], [1, 1], [2, 1], [0, 0]],
  };
  return (['reflect', 'symmetric'] as const).flatMap((mode) => each(paddings, `mirrorPad, ${mode}, %`, (padding) => (x: T) =>
    tf.mirrorPad(x, padding, mode)));
}

function pools(): [string, Op][] {
  type Triple = [number, number, number];
  const windows: [Pair, Pair][] = [[[2, 2], [2, 2]], [[3, 2], [1, 2]], [[3, 3], [2, 2]], [[2, 2], [3, 3]]];
  const windows3d: [Triple, Triple][] = [[[2, 2, 2], [2, 2, 2]], [[2, 3, 3], [1, 2, 1]]];
  const title = (window: number[], strides: number[]): string => `window [${window.join(', ')}], strides [${strides.join(', ')}]`;
  return (['same', 'valid'] as const).flatMap((padding) => [
    ...Object.entries({ maxPool: tf.maxPool, avgPool: tf.avgPool }).flatMap(([name, op]) =>
      windows.map(([window, strides]): [string, Op] =>
        [`${name}, ${padding}, ${title(window, strides)}`, (x: T4) => op(x, window, strides, padding)])),
    ...Object.entries({ maxPool3d: tf.maxPool3d, avgPool3d: tf.avgPool3d }).flatMap(([name, op]) =>
      windows3d.map(([window, strides]): [string, Op] =>
        [`${name}, ${padding}, ${title(window, strides)}`, (x: T5) => op(x, window, strides, padding)])),
  ]);
}

function resizes(): [string, Op][] {
  const options: Record<string, [boolean, boolean]> = { 'plain': [false, false], 'aligned': [true, false], 'half pixels': [false, true] };
  const sizes: Pair[] = [[6, 7], [3, 4], [1, 4], [4, 5]];
  return Object.entries({ resizeBilinear: tf.image.resizeBilinear, resizeNearestNeighbor: tf.image.resizeNearestNeighbor }).flatMap(
    ([name, op]) => sizes.flatMap((size) => each(options, `${name}, %, to [${size.join(', ')}]`, ([align, half]) => (x: T4) => op(x, size, align, half))));
}

/** What is differentiated in the cases of tensorflow-gradients.json, by their names; `CASES` of gradient_cases.py is TensorFlow's. */
export const GRADIENT_OPS: Readonly<Record<string, Op>> = {
  ...Object.fromEntries([...unaryOps(), ...binaryOps(), ...reductions(), ...cumulatives(), ...mirrorPads(), ...pools(), ...resizes()]),
  'relu6, at its bounds': tf.relu6,
  'prelu': tf.prelu,
  'prelu, of one slope': tf.prelu,
  'prelu, of slopes of pixels': tf.prelu,
  'prelu, at edges': tf.prelu,
  'pow, to 2': (x: T) => tf.pow(x, 2),
  'maximum, of NaN': tf.maximum,
  'mul, of itself': (x: T) => tf.mul(x, x),
  'addN': (...x: T[]) => tf.addN(x),

  'where, by a comparison': (x: T) => tf.where(tf.greater(x, 0), tf.square(x), tf.mul(x, 3)),
  'where, broadcast': (a: T, b: T) => tf.where(tf.tensor2d([[1], [0], [1]], [3, 1], 'bool'), a, b),
  'where, of scalars': (a: T, b: T) => tf.where(tf.tensor1d([1, 0, 1], 'bool'), a, b),
  'where, before what is infinite': (x: T) => tf.sqrt(tf.where(tf.greater(x, 1), x, 0)),
  'cast, to integers': (x: T) => tf.mul(tf.cast(tf.cast(x, 'int32'), 'float32'), x),
  'cast, to integers alone': (x: T) => tf.cast(tf.cast(x, 'int32'), 'float32'),
  'floor, alone': tf.floor,
  'greater, alone': (x: T) => tf.cast(tf.greater(x, 0), 'float32'),
  'oneHot': (x: T) => tf.mul(x, tf.oneHot(tf.cast(tf.argMax(x, 1), 'int32'), 3)),
  'logicalNot': (x: T) => tf.where(tf.logicalAnd(tf.logicalNot(tf.greater(x, 0)), tf.less(x, 1)), x, tf.square(x)),

  'max, of infinite numbers': (x: T) => tf.max(x, 1),
  'softmax, at edges': (x: T) => tf.softmax(x),
  'logSoftmax, at edges': (x: T) => tf.logSoftmax(x),
  'logSumExp, at edges': (x: T) => tf.logSumExp(x, 1),
  'softmax, of rank 3': (x: T) => tf.softmax(x),
  'logSoftmax, of rank 3': (x: T) => tf.logSoftmax(x),
  'cumprod, with zeros': (x: T) => tf.cumprod(x),
  'prod, with zeros': (x: T) => tf.prod(x, 1),
  'norm': (x: T) => tf.norm(x),
  'norm, axis 1': (x: T) => tf.norm(x, 'euclidean', 1),

  'matMul, plain by plain': (a: T, b: T) => tf.matMul(a, b),
  'matMul, plain by transposed': (a: T, b: T) => tf.matMul(a, b, false, true),
  'matMul, transposed by plain': (a: T, b: T) => tf.matMul(a, b, true, false),
  'matMul, transposed by transposed': (a: T, b: T) => tf.matMul(a, b, true, true),
  'matMul, of a batch by a matrix': (a: T, b: T) => tf.matMul(a, b),
  'matMul, of a matrix by a batch': (a: T, b: T) => tf.matMul(a, b),
  'matMul, of batches of batches by one': (a: T, b: T) => tf.matMul(a, b),
  'matMul, of batches of batches by one, both transposed': (a: T, b: T) => tf.matMul(a, b, true, true),
  'matMul, of a batch by one transposed': (a: T, b: T) => tf.matMul(a, b, false, true),
  'matMul, of one transposed by a batch': (a: T, b: T) => tf.matMul(a, b, true, false),
  'matMul, of nothing': (a: T, b: T) => tf.matMul(a, b),
  'einsum, of a diagonal sum': (x: T) => tf.einsum('bij->bi', x),
  'einsum, of batches': (a: T, b: T) => tf.einsum('bij,bjk->bik', a, b),
  'einsum, outer': (a: T, b: T) => tf.einsum('i,j->ij', a, b),

  'concat, axis -1': (...x: T[]) => tf.concat(x, -1),
  'concat, with nothing': (...x: T[]) => tf.concat(x, 0),
  'concat, of itself': (x: T) => tf.concat([x, x], 0),
  'concat, of one': (x: T) => tf.concat([x], 1),
  'stack, axis -1': (...x: T[]) => tf.stack(x, -1),
  'stack, of scalars': (...x: T[]) => tf.stack(x),
  'unstack, axis -1': (x: T) => tf.unstack(x, -1)[1]!,
  'split, of sizes, axis -1': (x: T) => tf.split(x, [1, 3, 2], -1)[1]!,
  'split, axis 0': (x: T) => tf.mul(tf.split(x, 3)[0]!, tf.split(x, 3)[2]!),
  'slice, to the end': (x: T) => tf.slice(x, [1, 0, 2], [-1, 2, -1]),
  'slice, of rank 5': (x: T) => tf.slice(x, [0, 1, 0, 1, 0], [2, 2, 1, 1, 2]),
  'slice, of rank 6': (x: T) => tf.slice(x, [0, 1, 0, 1, 0, 1], [2, 2, 1, 1, 2, 1]),
  'slice, of nothing': (x: T) => tf.slice(x, [1, 0], [0, 2]),
  'stridedSlice': (x: T) => tf.stridedSlice(x, [1, 0], [4, 0], [2, -2], 2, 3),
  'stridedSlice, new and dropped axes': (x: T) => tf.stridedSlice(x, [0, 2, 1], [1, 3, 4], [1, 1, 1], 0, 0, 0, 1, 2),
  'pad, of rank 1': (x: T) => tf.pad(x, [[2, 1]]),
  'pad, of rank 5': (x: T) => tf.pad(x, [[0, 1], [1, 0], [2, 1], [0, 0], [1, 1]]),
  'tile, of rank 1': (x: T) => tf.tile(x, [4]),
  'tile, of rank 2': (x: T) => tf.tile(x, [1, 3]),
  'tile, of rank 3': (x: T) => tf.tile(x, [3, 2, 1]),
  'tile, of rank 4': (x: T) => tf.tile(x, [1, 2, 2, 3]),
  'tile, of rank 5': (x: T) => tf.tile(x, [2, 3, 1, 2, 2]),
  'tile, of rank 6': (x: T) => tf.tile(x, [2, 1, 3, 2, 1, 2]),
  'broadcastTo, of a scalar': (x: T) => tf.broadcastTo(x, [2, 3]),
  'broadcastTo, of a row': (x: T) => tf.broadcastTo(x, [2, 3, 4]),
  'broadcastTo, of rank 5': (x: T) => tf.broadcastTo(x, [2, 3, 2, 2, 2] as never), // tfjs declares ranks up to 4
  'transpose, reversed': (x: T) => tf.transpose(x),
  'transpose, of rank 5': (x: T) => tf.transpose(x, [4, 2, 0, 3, 1]),
  'reverse, axes -1 and 0': (x: T) => tf.reverse(x, [-1, 0]),
  'reverse, of all axes': (x: T) => tf.reverse(x),
  'expandDims, axis -1': (x: T) => tf.expandDims(x, -1),
  'squeeze': (x: T) => tf.squeeze(x),
  'spaceToBatchND, padded': (x: T) => tf.spaceToBatchND(x, [2, 3], [[1, 0], [0, 1]]),
  'batchToSpaceND, cropped': (x: T) => tf.batchToSpaceND(x, [2, 2], [[1, 0], [0, 1]]),
  'depthToSpace': (x: T4) => tf.depthToSpace(x, 2),
  'linalg.bandPart': (x: T) => tf.linalg.bandPart(x, 1, 2),
  'diag': (x: T) => tf.diag(x),
  'diag, of a matrix': (x: T) => tf.diag(x),

  'gather, of repeated rows': (x: T) => tf.gather(x, integers([3, 0, 3, 3])),
  'gather, axis -1': (x: T) => tf.gather(x, integers([3, 0, 3]), -1),
  'gather, axis 1, of a table': (x: T) => tf.gather(x, integers([[4, 0], [4, 4]]), 1),
  'gather, of a scalar index': (x: T) => tf.gather(x, integers(2)),
  'gather, of nothing': (x: T) => tf.gather(x, integers([])),
  'gather, of a batch': (x: T) => tf.gather(x, integers([[3, 0, 3], [1, 1, 2]]), 1, 1),
  'gather, of a batch, axis 2': (x: T) => tf.gather(x, integers([[3, 0, 3], [1, 1, 2]]), 2, 1),
  'gather, of a batch of batches': (x: T) => tf.gather(x, integers([[[3, 3], [0, 1]], [[2, 0], [2, 2]]]), 2, 2),
  'gather, by what is largest': (x: T) => tf.gather(x, tf.argMax(x, 1), 1),
  'gatherND, of repeated elements': (x: T) => tf.gatherND(x, integers([[2, 1], [0, 0], [2, 1]])),
  'gatherND, of rows': (x: T) => tf.gatherND(x, integers([[[2], [2]], [[0], [2]]])),
  'scatterND, of repeated rows': (x: T) => tf.scatterND(integers([[1], [3], [1]]), x, [4, 2]), // of any rank
  'tensorScatterUpdate': (x: T, updates: T) => tf.tensorScatterUpdate(x, integers([[3], [0]]), updates),
  'unsortedSegmentSum, of rank 3': (x: T) => tf.unsortedSegmentSum(x, integers([2, -1, 0, 2]) as tf.Tensor1D, 4), // of rank 1
  'topk': (x: T) => tf.topk(x, 3).values,
  'topk, of equal numbers': (x: T) => tf.topk(x, 2).values,

  'maxPool, of equal numbers': (x: T4) => tf.maxPool(tf.minimum(x, -0.5), 3, 2, 'same'),
  'maxPool3d, of equal numbers': (x: T5) => tf.maxPool3d(tf.minimum(x, -0.5), 3, 1, 'same'),
  'maxPool, explicit': (x: T4) => tf.maxPool(x, 3, 2, [[0, 0], [1, 1], [1, 1], [0, 0]]),
  'avgPool, of one image': (x: T3) => tf.avgPool(x, 3, 2, 'same'),

  'conv2d, same, strides 2 and 3': (x: T4, w: T4) => tf.conv2d(x, w, [2, 3], 'same'),
  'conv2d, valid, strides 3': (x: T4, w: T4) => tf.conv2d(x, w, 3, 'valid'),
  'conv2d, explicit': (x: T4, w: T4) => tf.conv2d(x, w, 2, explicit),
  'conv2d, same, dilations 2 and 3': (x: T4, w: T4) => tf.conv2d(x, w, 1, 'same', 'NHWC', [2, 3]),
  'conv2d, explicit, dilations 2': (x: T4, w: T4) => tf.conv2d(x, w, 1, explicit, 'NHWC', 2),
  'conv2d, valid, dilations 2': (x: T4, w: T4) => tf.conv2d(x, w, 1, 'valid', 'NHWC', 2),
  'conv1d, valid, strides 2': (x: T3, w: T3) => tf.conv1d(x, w, 2, 'valid'),
  'conv1d, dilations 3': (x: T3, w: T3) => tf.conv1d(x, w, 1, 'same', 'NWC', 3),
  'conv2d, of one image': (x: T3, w: T4) => tf.conv2d(x, w, 1, 'same'),
  'conv2dTranspose, valid': (x: T4, w: T4) => tf.conv2dTranspose(x, w, [2, 7, 11, 2], [2, 3], 'valid'),
  'conv2dTranspose, same, strides 2': (x: T4, w: T4) => tf.conv2dTranspose(x, w, [2, 5, 8, 2], 2, 'same'),
  'depthwiseConv2d, same, strides 2': (x: T4, w: T4) => tf.depthwiseConv2d(x, w, 2, 'same'),
  'depthwiseConv2d, explicit': (x: T4, w: T4) => tf.depthwiseConv2d(x, w, 1, explicit), // tfjs takes it, and declares it not
  'depthwiseConv2d, same, dilations 2 and 3': (x: T4, w: T4) => tf.depthwiseConv2d(x, w, 1, 'same', 'NHWC', [2, 3]),
  'depthwiseConv2d, valid, dilations 2': (x: T4, w: T4) => tf.depthwiseConv2d(x, w, 1, 'valid', 'NHWC', 2),
  'separableConv2d, dilations 2': (x: T4, d: T4, p: T4) => tf.separableConv2d(x, d, p, 1, 'same', 2),
  'conv3d, same, strides 2': (x: T5, w: T5) => tf.conv3d(x, w, 2, 'same'),
  'conv3d, valid': (x: T5, w: T5) => tf.conv3d(x, w, [1, 1, 2], 'valid'),
  'conv3d, same, dilations 2, 1 and 2': (x: T5, w: T5) => tf.conv3d(x, w, 1, 'same', 'NDHWC', [2, 1, 2]),
  'dilation2d, same': (x: T4, w: T3) => tf.dilation2d(x, w, 1, 'same'),
  'dilation2d, valid, strides 2': (x: T4, w: T3) => tf.dilation2d(x, w, 2, 'valid'),
  'dilation2d, same, dilations 2': (x: T4, w: T3) => tf.dilation2d(x, w, 1, 'same', 2),

  'batchNorm, without scale': (x: T4, m: T4, v: T4, offset: T4) => tf.batchNorm(x, m, v, offset, undefined, 0.001),
  'batchNorm, without offset': (x: T4, m: T4, v: T4, scale: T4) => tf.batchNorm(x, m, v, undefined, scale, 0.001),
  'batchNorm, without both': (x: T4, m: T4, v: T4) => tf.batchNorm(x, m, v, undefined, undefined, 0.001),
  'batchNorm, of rank 2': (x: T2, m: T2, v: T2, o: T2, s: T2) => tf.batchNorm(x, m, v, o, s, 0.001),
  'batchNorm, of rank 3': (x: T3, m: T3, v: T3, o: T3, s: T3) => tf.batchNorm(x, m, v, o, s, 0.001),
  'batchNorm, of every element': (x: T2, m: T2, v: T2, o: T2, s: T2) => tf.batchNorm(x, m, v, o, s, 0.001),
  'batchNorm, of every pixel': (x: T4, m: T4, v: T4, o: T4, s: T4) => tf.batchNorm(x, m, v, o, s, 0.001),
  'localResponseNormalization': (x: T4) => tf.localResponseNormalization(x, 1, 2, 0.5, 0.5),
  'localResponseNormalization, of all channels': (x: T4) => tf.localResponseNormalization(x, 5, 1, 1, 0.75),
  'moments': (x: T) => {
    const { mean, variance } = tf.moments(x, [0, 1]);
    return tf.add(mean, variance);
  },
};
