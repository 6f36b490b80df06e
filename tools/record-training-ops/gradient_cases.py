"""The ops of tfjs's gradients, in shapes and at numbers that tell gradients apart: names, inputs and what TensorFlow computes.

An input is a shape, filled as that of an op of training; a shape with a sign; or an array, whose case runs in float32.
"""

import numpy as np
import tensorflow as tf

nn, math, v1, raw = tf.nn, tf.math, tf.compat.v1, tf.raw_ops
POSITIVE, NEGATIVE = "positive", "negative"
INF, NAN = np.inf, np.nan


def at(*values, shape=None):
    return np.reshape(np.array(values, np.float32), shape or [len(values)])


NUMBERS = at(0, 1, -1, 0.25, -0.25, 3, -3, 20, -20, 100, -100, INF, -INF)
OF_POSITIVE = at(0, 1e-30, 1e-4, 0.25, 1, 3, 1e4, 1e30, INF)
OF_UNIT = at(0, 1, -1, 0.5, -0.5, 2, INF)


def steps(x):
    return tf.where(x > 0, x * x, 3 * x)


def through_integers(x):
    return tf.cast(tf.cast(x, tf.int32), x.dtype) * x


def prelu(x, alpha):
    return nn.relu(x) - alpha * nn.relu(-x)


def pool(op, window, strides, padding):
    return lambda x: op(x, window, strides, padding)


def dilate(filters, dilations):
    """Zeros between the taps, for TensorFlow has gradients of dilated convolutions on graphics processors alone."""
    shape = filters.shape.as_list()
    for axis, dilation in enumerate(dilations):
        apart = tf.reshape(filters, [*shape[:axis + 1], 1, *shape[axis + 1:]])
        apart = tf.pad(apart, [[0, dilation - 1 if i == axis + 1 else 0] for i in range(apart.shape.rank)])
        length = (shape[axis] - 1) * dilation + 1
        shape[axis] *= dilation
        filters = tf.reshape(apart, shape)
        shape[axis] = length
        filters = tf.slice(filters, [0] * len(shape), shape)
    return filters


def resize(op, size, align_corners=False, half_pixel_centers=False):
    return lambda x: op(images=x, size=size, align_corners=align_corners, half_pixel_centers=half_pixel_centers)


def batch_norm(x, mean, variance, offset=None, scale=None):
    return nn.batch_normalization(x, mean, variance, offset, scale, 0.001)


UNARY = {
    "abs": math.abs, "ceil": math.ceil, "cos": math.cos, "cosh": math.cosh, "elu": nn.elu, "erf": math.erf, "exp": math.exp,
    "expm1": math.expm1, "floor": math.floor, "neg": math.negative, "reciprocal": math.reciprocal, "relu": nn.relu,
    "relu6": nn.relu6, "round": math.round, "selu": nn.selu, "sigmoid": math.sigmoid, "sign": math.sign, "sin": math.sin,
    "sinh": math.sinh, "softplus": math.softplus, "square": math.square, "tan": math.tan, "tanh": math.tanh,
    "asinh": math.asinh, "atan": math.atan, "leakyRelu": lambda x: nn.leaky_relu(x, 0.125),
    "clipByValue": lambda x: tf.clip_by_value(x, -0.25, 3), "onesLike": lambda x: x * tf.ones_like(x),
    "zerosLike": lambda x: x + tf.zeros_like(x), "step": steps, "logSigmoid": math.log_sigmoid,
}
UNARY_POSITIVE = {"log": math.log, "log1p": math.log1p, "sqrt": math.sqrt, "rsqrt": math.rsqrt, "acosh": lambda x: math.acosh(x + 1)}
UNARY_UNIT = {"acos": math.acos, "asin": math.asin, "atanh": math.atanh}
BINARY = {
    "add": tf.add, "sub": tf.subtract, "mul": tf.multiply, "div": tf.divide, "maximum": tf.maximum, "minimum": tf.minimum,
    "squaredDifference": math.squared_difference, "atan2": math.atan2, "mod": math.floormod, "floorDiv": math.floordiv,
    "pow": tf.pow, "divNoNan": math.divide_no_nan,
}
PAIRS = [([3, 4], [4]), ([4], [3, 4]), ([3, 1], [1, 4]), ([2, 3, 4], []), ([], [5]), ([2, 1, 4], [3, 1]), ([0, 3], [3])]
REDUCTIONS = {"sum": tf.reduce_sum, "mean": tf.reduce_mean, "max": tf.reduce_max, "min": tf.reduce_min, "prod": tf.reduce_prod,
              "logSumExp": tf.reduce_logsumexp}
AXES = {"all": (None, False), "all, kept": (None, True), "axis 0": (0, False), "axis -1": (-1, False), "axis 1, kept": (1, True),
        "axes 0 and 2": ([0, 2], False), "axes -1 and 0, kept": ([-1, 0], True)}
TIES = at(1, 3, 3, 2, 3, 1, -1, -1, -1, 0, 0, 5, shape=[3, 4])

CASES = [
    *[(f"{name}, at edges", [NUMBERS], op) for name, op in UNARY.items()],
    *[(f"{name}, at edges", [OF_POSITIVE], op) for name, op in UNARY_POSITIVE.items()],
    *[(f"{name}, at edges", [OF_UNIT], op) for name, op in UNARY_UNIT.items()],
    *[(f"{name}, of a scalar", [([], POSITIVE)], op) for name, op in [*UNARY.items(), *UNARY_POSITIVE.items()]],
    *[(f"{name}, of nothing", [[0, 2]], op) for name, op in [*UNARY.items(), *UNARY_POSITIVE.items(), *UNARY_UNIT.items()]],
    ("relu6, at its bounds", [at(0, 6, 5.5, 6.5, -1)], nn.relu6),
    ("prelu", [[2, 3, 4], [4]], prelu),
    ("prelu, of one slope", [[2, 3, 4], [1]], prelu),
    ("prelu, of slopes of pixels", [[2, 3, 4], [3, 1]], prelu),
    ("prelu, at edges", [at(0, 1, -1, 0), at(0.5, 0.5, 0.5, -0.5)], prelu),

    *[(f"{name}, {a} and {b}", [(a, POSITIVE), (b, POSITIVE)], op) for name, op in BINARY.items() for a, b in PAIRS],
    *[(f"{name}, of equal numbers", [at(1, 2, -3, 0.5), at(1, 2, -3, 0.5)], op) for name, op in BINARY.items()],
    *[(f"{name}, of any sign", [[5, 6], [5, 6]], BINARY[name]) for name in ["div", "mod", "floorDiv", "atan2", "maximum", "minimum"]],
    ("div, at edges", [at(1, 0, -1, 1e-25, 1e25, INF), at(0, 0, INF, 1e-25, 1e25, 2)], tf.divide),
    ("pow, at edges", [at(0, 0, 0, -2, -2, 2, 0, -2), at(0, 1, 2, 2, 3, -1, 3, 0)], tf.pow),
    ("pow, to 2", [[7]], lambda x: tf.pow(x, 2.0)),
    ("maximum, of NaN", [at(1, NAN, NAN), at(NAN, 1, NAN)], tf.maximum),
    ("mul, of itself", [[2, 3]], lambda x: x * x),
    ("atan2, at edges", [at(0, 1, -1, 0), at(1, 0, -1, -1)], math.atan2),
    ("addN", [[3, 2], [3, 2], [3, 2]], lambda *x: tf.add_n(x)),

    ("where, by a comparison", [NUMBERS], steps),
    ("where, broadcast", [[3, 4], [4]], lambda a, b: tf.where(np.array([[True], [False], [True]]), a, b)),
    ("where, of scalars", [[], []], lambda a, b: tf.where(np.array([True, False, True]), a, b)),
    ("where, before what is infinite", [at(0, 4, 9)], lambda x: math.sqrt(tf.where(x > 1, x, 0))),
    ("cast, to integers", [[7]], through_integers),
    ("cast, to integers alone", [[7]], lambda x: tf.cast(tf.cast(x, tf.int32), x.dtype)),
    ("floor, alone", [[7]], math.floor),
    ("greater, alone", [[7]], lambda x: tf.cast(x > 0, x.dtype)),
    ("oneHot", [[2, 3]], lambda x: x * tf.one_hot(tf.argmax(x, 1), 3, dtype=x.dtype)),
    ("logicalNot", [[7]], lambda x: tf.where(tf.logical_not(x > 0) & (x < 1), x, x * x)),

    *[(f"{name}, {title}", [[2, 3, 4]], lambda x, op=op, axis=axis, keep=keep: op(x, axis, keep))
      for name, op in REDUCTIONS.items() for title, (axis, keep) in AXES.items()],
    *[(f"{name}, of a scalar", [[]], op) for name, op in REDUCTIONS.items()],
    *[(f"{name}, of nothing", [[0, 3]], lambda x, op=op: op(x, 0)) for name, op in REDUCTIONS.items() if name in ("sum", "prod", "mean")],
    *[(f"{name}, of rows of nothing", [[3, 0]], lambda x, op=op: op(x, 0)) for name, op in REDUCTIONS.items() if name in ("sum", "max")],
    *[(f"{name}, of equal numbers", [TIES], lambda x, op=op: op(x, 1)) for name, op in REDUCTIONS.items()],
    *[(f"{name}, of equal numbers of all", [TIES], op) for name, op in REDUCTIONS.items()],
    ("max, of infinite numbers", [at(INF, 1, INF, -INF, 2, 2, shape=[2, 3])], lambda x: tf.reduce_max(x, 1)),
    *[(f"{name}, at edges", [at(0, 1, 2, 100, -100, 100, shape=[2, 3])], op) for name, op in
      [("softmax", nn.softmax), ("logSoftmax", nn.log_softmax), ("logSumExp", lambda x: tf.reduce_logsumexp(x, 1))]],
    ("softmax, of rank 3", [[2, 3, 4]], nn.softmax),
    ("logSoftmax, of rank 3", [[2, 3, 4]], nn.log_softmax),
    *[(f"cumsum, axis {axis}{', exclusive' * exclusive}{', reverse' * reverse}", [[3, 3, 4]],
       lambda x, axis=axis, exclusive=exclusive, reverse=reverse: tf.cumsum(x, axis, exclusive, reverse))
      for axis in (0, 1, 2) for exclusive in (False, True) for reverse in (False, True)],
    *[(f"cumprod, axis {axis}{', exclusive' * exclusive}{', reverse' * reverse}", [([3, 3, 4], POSITIVE)],
       lambda x, axis=axis, exclusive=exclusive, reverse=reverse: math.cumprod(x, axis, exclusive, reverse))
      for axis in (0, 1, 2) for exclusive in (False, True) for reverse in (False, True)],
    ("cumprod, with zeros", [at(2, 0, 3, 0, 1)], math.cumprod),
    ("prod, with zeros", [at(2, 0, 3, 0, 0, 1, 4, 5, 6, shape=[3, 3])], lambda x: tf.reduce_prod(x, 1)),
    ("norm", [[3, 4]], lambda x: tf.norm(x)),
    ("norm, axis 1", [[3, 4]], lambda x: tf.norm(x, axis=1)),

    *[(f"matMul, {left} by {right}", [a, b], lambda a, b, l=left, r=right: tf.matmul(a, b, l == "transposed", r == "transposed"))
      for left, a in [("plain", [5, 3]), ("transposed", [3, 5])] for right, b in [("plain", [3, 4]), ("transposed", [4, 3])]],
    ("matMul, of a batch by a matrix", [[2, 5, 3], [3, 4]], tf.matmul),
    ("matMul, of a matrix by a batch", [[5, 3], [2, 3, 4]], tf.matmul),
    ("matMul, of batches of batches by one", [[2, 3, 2, 3], [3, 3, 4]], tf.matmul),
    ("matMul, of batches of batches by one, both transposed", [[2, 3, 3, 5], [3, 4, 3]], lambda a, b: tf.matmul(a, b, True, True)),
    ("matMul, of a batch by one transposed", [[2, 5, 3], [1, 4, 3]], lambda a, b: tf.matmul(a, b, False, True)),
    ("matMul, of one transposed by a batch", [[1, 3, 5], [2, 3, 4]], lambda a, b: tf.matmul(a, b, True, False)),
    ("matMul, of nothing", [[0, 3], [3, 4]], tf.matmul),
    ("einsum, of a diagonal sum", [[2, 3, 4]], lambda x: tf.einsum("bij->bi", x)),
    ("einsum, of batches", [[2, 5, 3], [2, 3, 4]], lambda a, b: tf.einsum("bij,bjk->bik", a, b)),
    ("einsum, outer", [[3], [4]], lambda a, b: tf.einsum("i,j->ij", a, b)),

    ("concat, axis -1", [[2, 3], [2, 1], [2, 2]], lambda *x: tf.concat(x, -1)),
    ("concat, with nothing", [[2, 3], [0, 3]], lambda *x: tf.concat(x, 0)),
    ("concat, of itself", [[2, 3]], lambda x: tf.concat([x, x], 0)),
    ("concat, of one", [[2, 3]], lambda x: tf.concat([x], 1)),
    ("stack, axis -1", [[2, 3], [2, 3]], lambda *x: tf.stack(x, -1)),
    ("stack, of scalars", [[], []], lambda *x: tf.stack(x)),
    ("unstack, axis -1", [[2, 3]], lambda x: tf.unstack(x, axis=-1)[1]),
    ("split, of sizes, axis -1", [[2, 6]], lambda x: tf.split(x, [1, 3, 2], -1)[1]),
    ("split, axis 0", [[6, 2]], lambda x: tf.split(x, 3)[0] * tf.split(x, 3)[2]),
    ("slice, to the end", [[3, 4, 5]], lambda x: tf.slice(x, [1, 0, 2], [-1, 2, -1])),
    ("slice, of rank 5", [[2, 3, 2, 3, 2]], lambda x: tf.slice(x, [0, 1, 0, 1, 0], [2, 2, 1, 1, 2])),
    ("slice, of rank 6", [[2, 3, 2, 3, 2, 2]], lambda x: tf.slice(x, [0, 1, 0, 1, 0, 1], [2, 2, 1, 1, 2, 1])),
    ("slice, of nothing", [[3, 4]], lambda x: tf.slice(x, [1, 0], [0, 2])),
    ("stridedSlice", [[4, 5]], lambda x: x[1::2, ::-2]),
    ("stridedSlice, new and dropped axes", [[4, 5]], lambda x: x[tf.newaxis, 2, 1:4]),
    ("pad, of rank 1", [[3]], lambda x: tf.pad(x, [[2, 1]])),
    ("pad, of rank 5", [[1, 2, 1, 2, 2]], lambda x: tf.pad(x, [[0, 1], [1, 0], [2, 1], [0, 0], [1, 1]])),
    *[(f"mirrorPad, {mode}, {title}", [shape], lambda x, paddings=paddings, mode=mode: tf.pad(x, paddings, mode))
      for mode in ("reflect", "symmetric") for title, shape, paddings in [
          ("of rank 1", [4], [[3, 2]]), ("of rank 2", [4, 5], [[1, 2], [3, 0]]), ("of rank 3", [2, 3, 4], [[0, 0], [2, 1], [1, 3]]),
          ("of rank 4", [2, 3, 4, 2], [[0, 0], [1, 1], [2, 1], [0, 0]])]],
    *[(f"tile, of rank {len(shape)}", [shape], lambda x, reps=reps: tf.tile(x, reps))
      for shape, reps in [([3], [4]), ([2, 3], [1, 3]), ([2, 1, 3], [3, 2, 1]), ([2, 1, 3, 2], [1, 2, 2, 3]),
                          ([2, 1, 2, 1, 2], [2, 3, 1, 2, 2]), ([1, 2, 1, 2, 1, 2], [2, 1, 3, 2, 1, 2])]],
    ("broadcastTo, of a scalar", [[]], lambda x: tf.broadcast_to(x, [2, 3])),
    ("broadcastTo, of a row", [[4]], lambda x: tf.broadcast_to(x, [2, 3, 4])),
    ("broadcastTo, of rank 5", [[2, 1, 2, 1, 2]], lambda x: tf.broadcast_to(x, [2, 3, 2, 2, 2])),
    ("transpose, reversed", [[2, 3, 4]], tf.transpose),
    ("transpose, of rank 5", [[2, 3, 1, 2, 2]], lambda x: tf.transpose(x, [4, 2, 0, 3, 1])),
    ("reverse, axes -1 and 0", [[2, 3, 4]], lambda x: tf.reverse(x, [-1, 0])),
    ("reverse, of all axes", [[2, 3]], lambda x: tf.reverse(x, [0, 1])),
    ("expandDims, axis -1", [[2, 3]], lambda x: tf.expand_dims(x, -1)),
    ("squeeze", [[2, 1, 3, 1]], tf.squeeze),
    ("spaceToBatchND, padded", [[2, 3, 5, 2]], lambda x: tf.space_to_batch(x, [2, 3], [[1, 0], [0, 1]])),
    ("batchToSpaceND, cropped", [[8, 2, 3, 2]], lambda x: tf.batch_to_space(x, [2, 2], [[1, 0], [0, 1]])),
    ("depthToSpace", [[2, 2, 3, 8]], lambda x: nn.depth_to_space(x, 2)),
    ("linalg.bandPart", [[2, 4, 5]], lambda x: tf.linalg.band_part(x, 1, 2)),
    ("diag", [[4]], lambda x: tf.linalg.tensor_diag(x)),
    ("diag, of a matrix", [[2, 3]], lambda x: tf.linalg.tensor_diag(x)),

    *[(f"gather, {title}", [shape], lambda x, indices=indices, options=options: tf.gather(x, indices, **options))
      for title, shape, indices, options in [
          ("of repeated rows", [5, 3], [3, 0, 3, 3], {}),
          ("axis -1", [2, 3, 4], [3, 0, 3], {"axis": -1}),
          ("axis 1, of a table", [2, 5, 3], [[4, 0], [4, 4]], {"axis": 1}),
          ("of a scalar index", [4, 3], 2, {}),
          ("of nothing", [4, 3], np.zeros([0], np.int32), {}),
          ("of a batch", [2, 4, 3], [[3, 0, 3], [1, 1, 2]], {"axis": 1, "batch_dims": 1}),
          ("of a batch, axis 2", [2, 3, 4], [[3, 0, 3], [1, 1, 2]], {"axis": 2, "batch_dims": 1}),
          ("of a batch of batches", [2, 2, 4], [[[3, 3], [0, 1]], [[2, 0], [2, 2]]], {"axis": 2, "batch_dims": 2})]],
    ("gather, by what is largest", [[3, 4]], lambda x: tf.gather(x, tf.argmax(x, 1), axis=1)),
    ("gatherND, of repeated elements", [[3, 4]], lambda x: tf.gather_nd(x, [[2, 1], [0, 0], [2, 1]])),
    ("gatherND, of rows", [[3, 4]], lambda x: tf.gather_nd(x, [[[2], [2]], [[0], [2]]])),
    ("scatterND, of repeated rows", [[3, 2]], lambda x: tf.scatter_nd([[1], [3], [1]], x, [4, 2])),
    ("tensorScatterUpdate", [[4, 2], [2, 2]], lambda x, updates: tf.tensor_scatter_nd_update(x, [[3], [0]], updates)),
    ("unsortedSegmentSum, of rank 3", [[4, 2, 3]], lambda x: math.unsorted_segment_sum(x, [2, -1, 0, 2], 4)),
    ("topk", [[3, 5]], lambda x: tf.math.top_k(x, 3).values),
    ("topk, of equal numbers", [TIES], lambda x: tf.math.top_k(x, 2).values),

    *[(f"{name}, {padding}, window {window}, strides {strides}", [shape], pool(op, window, strides, padding.upper()))
      for name, op in [("maxPool", nn.max_pool2d), ("avgPool", nn.avg_pool2d)] for padding in ("same", "valid")
      for shape, window, strides in [([2, 5, 6, 3], [2, 2], [2, 2]), ([2, 5, 6, 2], [3, 2], [1, 2]), ([1, 7, 7, 1], [3, 3], [2, 2]),
                                     ([2, 4, 5, 2], [2, 2], [3, 3])]],
    *[(f"{name}, {padding}, window {window}, strides {strides}", [shape], pool(op, window, strides, padding.upper()))
      for name, op in [("maxPool3d", nn.max_pool3d), ("avgPool3d", nn.avg_pool3d)] for padding in ("same", "valid")
      for shape, window, strides in [([2, 3, 4, 5, 2], [2, 2, 2], [2, 2, 2]), ([1, 4, 3, 5, 2], [2, 3, 3], [1, 2, 1])]],
    ("maxPool, of equal numbers", [[2, 5, 5, 2]], lambda x: nn.max_pool2d(tf.minimum(x, -0.5), 3, 2, "SAME")),
    ("maxPool3d, of equal numbers", [[1, 4, 4, 4, 2]], lambda x: nn.max_pool3d(tf.minimum(x, -0.5), 3, 1, "SAME")),
    ("maxPool, explicit", [([2, 5, 6, 2], NEGATIVE)], lambda x: nn.max_pool2d(x, 3, 2, [[0, 0], [1, 1], [1, 1], [0, 0]])),
    ("avgPool, of one image", [[5, 5, 2]], lambda x: nn.avg_pool2d(x[tf.newaxis], 3, 2, "SAME")[0]),

    *[(f"conv2d, {title}", [x, w], lambda x, w, s=strides, p=padding, d=dilations: nn.conv2d(x, dilate(w, d), s, p))
      for title, x, w, strides, padding, dilations in [
          ("same, strides 2 and 3", [2, 6, 7, 2], [3, 2, 2, 3], [2, 3], "SAME", []),
          ("valid, strides 3", [2, 8, 9, 2], [2, 3, 2, 3], 3, "VALID", []),
          ("explicit", [2, 5, 6, 2], [3, 3, 2, 3], 2, [[0, 0], [1, 2], [0, 1], [0, 0]], []),
          ("same, dilations 2 and 3", [2, 6, 7, 2], [2, 3, 2, 3], 1, "SAME", [2, 3]),
          ("explicit, dilations 2", [2, 6, 7, 2], [2, 3, 2, 3], 1, [[0, 0], [1, 2], [0, 1], [0, 0]], [2, 2]),
          ("valid, dilations 2", [2, 8, 9, 2], [2, 3, 2, 3], 1, "VALID", [2, 2])]],
    ("conv1d, valid, strides 2", [[2, 9, 3], [3, 3, 2]], lambda x, w: nn.conv1d(x, w, 2, "VALID")),
    ("conv1d, dilations 3", [[2, 9, 3], [3, 3, 2]], lambda x, w: nn.conv1d(x, dilate(w, [3]), 1, "SAME")),
    ("conv2d, of one image", [[5, 5, 2], [3, 3, 2, 3]], lambda x, w: nn.conv2d(x[tf.newaxis], w, 1, "SAME")[0]),
    ("conv2dTranspose, valid", [[2, 3, 4, 3], [3, 2, 2, 3]], lambda x, w: nn.conv2d_transpose(x, w, [2, 7, 11, 2], [2, 3], "VALID")),
    ("conv2dTranspose, same, strides 2", [[2, 3, 4, 3], [3, 2, 2, 3]], lambda x, w: nn.conv2d_transpose(x, w, [2, 5, 8, 2], 2, "SAME")),
    *[(f"depthwiseConv2d, {title}", [x, w], lambda x, w, s=strides, p=padding, d=dilations: nn.depthwise_conv2d(x, dilate(w, d), [1, s, s, 1], p))
      for title, x, w, strides, padding, dilations in [
          ("same, strides 2", [2, 6, 7, 2], [3, 2, 2, 3], 2, "SAME", []),
          ("explicit", [2, 5, 6, 2], [3, 3, 2, 2], 1, [[0, 0], [1, 2], [0, 1], [0, 0]], []),
          ("same, dilations 2 and 3", [2, 6, 7, 2], [2, 3, 2, 2], 1, "SAME", [2, 3]),
          ("valid, dilations 2", [2, 7, 8, 3], [3, 2, 3, 1], 1, "VALID", [2, 2])]],
    ("separableConv2d, dilations 2", [[1, 6, 6, 2], [2, 2, 2, 2], [1, 1, 4, 3]],
     lambda x, d, p: nn.separable_conv2d(x, dilate(d, [2, 2]), p, [1, 1, 1, 1], "SAME")),
    ("conv3d, same, strides 2", [[2, 3, 4, 5, 2], [2, 3, 2, 2, 3]], lambda x, w: nn.conv3d(x, w, [1, 2, 2, 2, 1], "SAME")),
    ("conv3d, valid", [[2, 3, 4, 5, 2], [2, 3, 2, 2, 3]], lambda x, w: nn.conv3d(x, w, [1, 1, 1, 2, 1], "VALID")),
    ("conv3d, same, dilations 2, 1 and 2", [[1, 4, 5, 4, 2], [2, 2, 2, 2, 3]], lambda x, w: nn.conv3d(x, dilate(w, [2, 1, 2]), [1, 1, 1, 1, 1], "SAME")),
    *[(f"dilation2d, {title}", [[2, 6, 7, 2], [2, 3, 2]],
       lambda x, w, s=strides, p=padding, d=dilations: nn.dilation2d(x, w, [1, s, s, 1], p, "NHWC", [1, d, d, 1]))
      for title, strides, padding, dilations in [("same", 1, "SAME", 1), ("valid, strides 2", 2, "VALID", 1), ("same, dilations 2", 1, "SAME", 2)]],

    *[(f"{name}, {title}, to {size}", [shape], resize(op, size, **options))
      for name, op in [("resizeBilinear", raw.ResizeBilinear), ("resizeNearestNeighbor", raw.ResizeNearestNeighbor)]
      for title, options in [("plain", {}), ("aligned", {"align_corners": True}), ("half pixels", {"half_pixel_centers": True})]
      for shape, size in [([2, 3, 4, 2], [6, 7]), ([2, 5, 7, 2], [3, 4]), ([2, 4, 4, 1], [1, 4]), ([1, 1, 3, 2], [4, 5])]],

    ("batchNorm, without scale", [[2, 3, 3, 4], [4], ([4], POSITIVE), [4]], batch_norm),
    ("batchNorm, without offset", [[2, 3, 3, 4], [4], ([4], POSITIVE), [4]], lambda x, m, v, s: batch_norm(x, m, v, None, s)),
    ("batchNorm, without both", [[2, 3, 3, 4], [4], ([4], POSITIVE)], batch_norm),
    ("batchNorm, of rank 2", [[5, 4], [4], ([4], POSITIVE), [4], [4]], batch_norm),
    ("batchNorm, of rank 3", [[2, 5, 4], [4], ([4], POSITIVE), [4], [4]], batch_norm),
    ("batchNorm, of every element", [[5, 4], [5, 4], ([5, 4], POSITIVE), [5, 4], [5, 4]], batch_norm),
    ("batchNorm, of every pixel", [[2, 3, 3, 4], [1, 3, 3, 4], ([1, 3, 3, 4], POSITIVE), [1, 3, 3, 4], [1, 3, 3, 4]], batch_norm),
    ("localResponseNormalization", [[2, 3, 2, 5]], lambda x: nn.local_response_normalization(x, 1, 2.0, 0.5, 0.5)),
    ("localResponseNormalization, of all channels", [[1, 2, 2, 5]], lambda x: nn.local_response_normalization(x, 5, 1.0, 1.0, 0.75)),
    ("moments", [[3, 4, 2]], lambda x: sum(nn.moments(x, [0, 1]))),
]
