"""Records what real TensorFlow gives for the ops of training, for the self-test of backends, and for many cases of every gradient.

    python3 -m venv venv && venv/bin/pip install tensorflow_cpu==2.21.0
    venv/bin/python tools/record-training-ops/record.py packages/spec/src/backend/training-op-values.ts \\
        packages/gradients/testdata/tensorflow-gradients.json

README.md beside this script says what is recorded.
"""

import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

from gradient_cases import CASES, dilate  # noqa: E402

POSITIVE, NEGATIVE = "positive", "negative"
GRADIENT_PHASE = 9
FOLD_LENGTH, FOLD_PHASE = 23, 5
DIGITS = 7


def pattern(shape, phase, sign=None):
    step = (np.arange(int(np.prod(shape)), dtype=np.int64) * 37 + phase * 11) % 101
    size = (step + 16.5) / 32
    values = {None: (step - 50.5) / 32, POSITIVE: size, NEGATIVE: -size}[sign]
    return values.reshape(shape)


def fold(values):
    values = np.asarray(values, np.float64).ravel()
    if values.size <= FOLD_LENGTH:
        return values
    folded = np.zeros(FOLD_LENGTH)
    np.add.at(folded, np.arange(values.size) % FOLD_LENGTH, values * pattern([values.size], FOLD_PHASE))
    return folded


def every_third(length):
    return [1 if index % 3 == 0 else 0 for index in range(length)]


def split(x):
    first, second, third = tf.split(x, 3, 1)
    return first * third + second


def moments(x):
    mean, variance = tf.nn.moments(x, [1], keepdims=True)
    return (x - mean) * tf.math.rsqrt(variance + 0.001)


def fft(real, imaginary):
    spectrum = tf.signal.fft(tf.complex(real, imaginary))
    return tf.stack([tf.math.real(spectrum), tf.math.imag(spectrum)])


def mean_loss(losses):
    return tf.reduce_mean(losses)


def space_to_batch(x):
    return tf.space_to_batch(x, [2, 2], [[0, 0], [0, 0]])


def batch_to_space(x):
    return tf.batch_to_space(x, [2, 2], [[0, 0], [0, 0]])


nn, math, v1 = tf.nn, tf.math, tf.compat.v1

# The name of the op, the shapes of its inputs (with a sign where there is one), and what it computes.
OPS = [
    ("add", [[6, 33], [33]], tf.add),
    ("sub", [[6, 33], [6, 1]], tf.subtract),
    ("mul", [[6, 33], [33]], tf.multiply),
    ("div", [[6, 33], ([33], POSITIVE)], tf.divide),
    ("pow", [([40], POSITIVE), [40]], tf.pow),
    ("maximum", [[6, 33], [6, 33]], tf.maximum),
    ("minimum", [[6, 33], [6, 33]], tf.minimum),
    ("squaredDifference", [[6, 33], [6, 33]], math.squared_difference),
    ("squaredDifference, broadcast", [[6, 33], [33]], math.squared_difference),
    ("maximum, broadcast", [[6, 33], [6, 1]], tf.maximum),
    ("addN", [[40], [40], [40]], lambda a, b, c: tf.add_n([a, b, c])),
    ("matMul", [[7, 19], [19, 13]], tf.matmul),
    ("matMul, both transposed", [[19, 7], [13, 19]], lambda a, b: tf.matmul(a, b, True, True)),
    ("matMul, batched", [[2, 5, 9], [2, 9, 6]], tf.matmul),
    ("matMul, of a batch by a matrix", [[2, 5, 9], [9, 6]], tf.matmul),
    ("einsum", [[5, 7], [7, 6]], lambda a, b: tf.einsum("ij,jk->ki", a, b)),
    ("conv1d", [[2, 9, 3], [3, 3, 5]], lambda x, w: nn.conv1d(x, w, 1, "SAME")),
    ("conv2d", [[2, 6, 7, 3], [3, 3, 3, 5]], lambda x, w: nn.conv2d(x, w, 1, "SAME")),
    ("conv2d, of eight channels", [[2, 5, 5, 8], [3, 3, 8, 8]], lambda x, w: nn.conv2d(x, w, 1, "SAME")),
    ("conv2d, strides 2", [[2, 7, 7, 3], [3, 3, 3, 5]], lambda x, w: nn.conv2d(x, w, 2, "VALID")),
    ("conv2d, dilated", [[2, 6, 7, 3], [3, 2, 3, 4]], lambda x, w: nn.conv2d(x, dilate(w, [2, 3]), 1, "SAME")),
    ("conv2d, 1×1", [[2, 4, 4, 6], [1, 1, 6, 5]], lambda x, w: nn.conv2d(x, w, 1, "VALID")),
    ("conv2dTranspose", [[2, 3, 3, 4], [3, 3, 2, 4]], lambda x, w: nn.conv2d_transpose(x, w, [2, 6, 6, 2], 2, "SAME")),
    ("depthwiseConv2d", [[2, 6, 6, 3], [3, 3, 3, 2]], lambda x, w: nn.depthwise_conv2d(x, w, [1, 1, 1, 1], "SAME")),
    ("depthwiseConv2d, strides 2", [[2, 7, 7, 4], [3, 3, 4, 1]], lambda x, w: nn.depthwise_conv2d(x, w, [1, 2, 2, 1], "VALID")),
    ("depthwiseConv2d, dilated", [[2, 7, 8, 3], [3, 2, 3, 2]],
     lambda x, w: nn.depthwise_conv2d(x, dilate(w, [2, 3]), [1, 1, 1, 1], "SAME")),
    ("separableConv2d", [[2, 5, 5, 3], [3, 3, 3, 2], [1, 1, 6, 4]],
     lambda x, d, p: nn.separable_conv2d(x, d, p, [1, 1, 1, 1], "SAME")),
    ("conv3d", [[2, 4, 4, 4, 2], [2, 2, 2, 2, 3]], lambda x, w: nn.conv3d(x, w, [1, 1, 1, 1, 1], "SAME")),
    ("maxPool", [([2, 6, 6, 3], NEGATIVE)], lambda x: nn.max_pool2d(x, 2, 2, "VALID")),
    ("maxPool, overlapping", [[2, 7, 7, 3]], lambda x: nn.max_pool2d(x, 3, 2, "SAME")),
    ("maxPool3d", [([2, 4, 4, 4, 3], NEGATIVE)], lambda x: nn.max_pool3d(x, 2, 2, "VALID")),
    ("avgPool", [[2, 7, 7, 3]], lambda x: nn.avg_pool2d(x, 3, 2, "VALID")),
    ("avgPool, padded", [[2, 7, 6, 3]], lambda x: nn.avg_pool2d(x, 3, 2, "SAME")),
    ("avgPool3d", [[2, 4, 4, 4, 3]], lambda x: nn.avg_pool3d(x, 2, 2, "VALID")),
    ("avgPool3d, padded", [[2, 3, 4, 5, 2]], lambda x: nn.avg_pool3d(x, 3, 2, "SAME")),
    ("gather", [[6, 5, 3]], lambda x: tf.gather(x, [4, 0, 4, 2], axis=1)),
    ("gather, an embedding", [[9, 10]], lambda x: tf.gather(x, [[8, 1, 1], [3, 8, 8]])),
    ("gather, of a batch", [[2, 5, 3]], lambda x: tf.gather(x, [[4, 0, 4], [1, 1, 2]], axis=1, batch_dims=1)),
    ("unsortedSegmentSum", [[6, 7]], lambda x: math.unsorted_segment_sum(x, [0, 2, 0, 1, 2, 4], 5)),
    ("concat", [[3, 4, 5], [3, 2, 5]], lambda a, b: tf.concat([a, b], 1)),
    ("split", [[4, 9]], split),
    ("stack", [[4, 5], [4, 5]], lambda a, b: tf.stack([a, b], 1)),
    ("unstack", [[2, 17]], lambda x: tf.unstack(x)[0] * tf.unstack(x)[1]),
    ("slice", [[5, 6, 7]], lambda x: tf.slice(x, [1, 2, 3], [3, 4, 2])),
    ("pad", [[5, 6]], lambda x: tf.pad(x, [[1, 2], [0, 3]], constant_values=0.5)),
    ("mirrorPad", [[4, 5]], lambda x: tf.pad(x, [[1, 2], [3, 0]], "reflect")),
    ("mirrorPad, symmetric", [[4, 5]], lambda x: tf.pad(x, [[1, 2], [3, 0]], "symmetric")),
    ("tile", [[3, 4]], lambda x: tf.tile(x, [2, 3])),
    ("transpose", [[3, 4, 5]], lambda x: tf.transpose(x, [2, 0, 1])),
    ("reshape", [[4, 6]], lambda x: tf.reshape(x, [3, 8])),
    ("reverse", [[4, 6]], lambda x: tf.reverse(x, [1])),
    ("broadcastTo", [[1, 6]], lambda x: tf.broadcast_to(x, [4, 6])),
    ("where", [[40], [40]], lambda a, b: tf.where(np.array(every_third(40), bool), a, b)),
    ("relu", [[150]], nn.relu),
    ("relu6", [[150]], nn.relu6),
    ("leakyRelu", [[150]], lambda x: nn.leaky_relu(x, 0.125)),
    ("prelu", [[5, 30], [30]], lambda x, alpha: nn.relu(x) - alpha * nn.relu(-x)),
    ("elu", [[150]], nn.elu),
    ("selu", [[150]], nn.selu),
    ("sigmoid", [[150]], math.sigmoid),
    ("tanh", [[150]], math.tanh),
    ("softplus", [[150]], math.softplus),
    ("erf", [[150]], math.erf),
    ("abs", [[150]], math.abs),
    ("neg", [[150]], math.negative),
    ("square", [[150]], math.square),
    ("sqrt", [([150], POSITIVE)], math.sqrt),
    ("rsqrt", [([150], POSITIVE)], math.rsqrt),
    ("reciprocal", [([150], POSITIVE)], math.reciprocal),
    ("exp", [[150]], math.exp),
    ("expm1", [[150]], math.expm1),
    ("log", [([150], POSITIVE)], math.log),
    ("log1p", [([150], POSITIVE)], math.log1p),
    ("sin", [[150]], math.sin),
    ("cos", [[150]], math.cos),
    ("atan", [[150]], math.atan),
    ("clipByValue", [[150]], lambda x: tf.clip_by_value(x, -0.75, 0.5)),
    ("max, of equal numbers", [[6, 11]], lambda x: tf.reduce_max(tf.minimum(x, 0.25), 1)),
    ("sum", [[4, 5, 6]], lambda x: tf.reduce_sum(x, [0, 2])),
    ("mean", [[4, 5, 6]], lambda x: tf.reduce_mean(x, 1)),
    ("max", [[4, 5, 6]], lambda x: tf.reduce_max(x, 2)),
    ("min", [[4, 5, 6]], lambda x: tf.reduce_min(x, 2)),
    ("cumsum", [[5, 8]], lambda x: tf.cumsum(x, 1)),
    ("cumsum, axis 0", [[4, 4]], lambda x: tf.cumsum(x, 0)),
    ("logSumExp", [[5, 8]], lambda x: tf.reduce_logsumexp(x, 1)),
    ("softmax", [[5, 11]], nn.softmax),
    ("logSoftmax", [[5, 11]], nn.log_softmax),
    ("losses.softmaxCrossEntropy", [[5, 3]],
     lambda x: mean_loss(nn.softmax_cross_entropy_with_logits(tf.one_hot([0, 2, 1, 1, 0], 3, dtype=x.dtype), x))),
    ("losses.sigmoidCrossEntropy", [[5, 3]],
     lambda x: mean_loss(nn.sigmoid_cross_entropy_with_logits(tf.reshape(tf.cast(every_third(15), x.dtype), [5, 3]), x))),
    ("losses.meanSquaredError", [[5, 3], [5, 3]], lambda labels, x: mean_loss(math.squared_difference(labels, x))),
    ("batchNorm", [[2, 4, 4, 5], [5], ([5], POSITIVE), [5], [5]],
     lambda x, mean, variance, offset, scale: nn.batch_normalization(x, mean, variance, offset, scale, 0.001)),
    ("moments, of a layer normalization", [[4, 12]], moments),
    ("localResponseNormalization", [[2, 3, 3, 7]], lambda x: nn.local_response_normalization(x, 2, 1.5, 0.25, 0.75)),
    ("image.resizeBilinear", [[2, 4, 4, 3]], lambda x: v1.image.resize_bilinear(x, [7, 6])),
    ("image.resizeBilinear, aligned", [[2, 3, 4, 3]], lambda x: v1.image.resize_bilinear(x, [6, 7], True)),
    ("image.resizeNearestNeighbor", [[2, 3, 4, 3]], lambda x: v1.image.resize_nearest_neighbor(x, [6, 8])),
    ("spaceToBatchND", [[2, 4, 4, 3]], space_to_batch),
    ("batchToSpaceND", [[8, 2, 2, 3]], batch_to_space),
    ("fft", [[3, 8], [3, 8]], fft),
]


def run(inputs, compute, dtype):
    tensors = [tf.constant(values, dtype) for values in inputs]
    with tf.GradientTape() as tape:
        tape.watch(tensors)
        result = compute(*tensors)
    output = tf.constant(pattern(result.shape, GRADIENT_PHASE), result.dtype)
    gradients = tape.gradient(result, tensors, output)
    # those of a gather are slices
    return result.numpy(), [None if gradient is None else tf.convert_to_tensor(gradient).numpy() for gradient in gradients]


def run_on_patterns(shapes, compute):
    described = [shape if isinstance(shape, tuple) else (shape, None) for shape in shapes]
    inputs = [pattern(shape, phase, sign) for phase, (shape, sign) in enumerate(described)]
    try:
        return run(inputs, compute, tf.float64)
    except (tf.errors.InvalidArgumentError, tf.errors.NotFoundError, tf.errors.UnimplementedError, TypeError):
        return run(inputs, compute, tf.float32)


def record(name, shapes, compute):
    value, gradients = run_on_patterns(shapes, compute)
    return f"  {quote(name)}: {{ value: {numbers(value)}, gradients: [{', '.join(map(numbers, gradients))}] }},\n"


def quote(name):
    return f"'{name}'" if not name.isidentifier() else name


def numbers(values):
    return f"[{', '.join(number(value) for value in fold(values))}]"


def number(value):
    text = f"{value:.{DIGITS}g}"
    return "0" if text in ("-0", "0") else text


def record_gradients(name, inputs, compute):
    in_float32 = any(isinstance(values, np.ndarray) for values in inputs)
    _, gradients = run(inputs, compute, tf.float32) if in_float32 else run_on_patterns(inputs, compute)
    found = [None if gradient is None else [json_number(value) for value in fold(gradient)] for gradient in gradients]
    return {"name": name, "inputs": [describe(given) for given in inputs], "gradients": found}


def describe(given):
    if isinstance(given, np.ndarray):
        return {"shape": given.shape, "values": [json_number(value) for value in given.ravel()]}
    return {"shape": given[0], "sign": given[1]} if isinstance(given, tuple) else {"shape": given}


def json_number(value):
    """JSON has no other numbers than finite ones: those are strings that JavaScript's Number() takes."""
    if np.isnan(value):
        return "NaN"
    return float(number(value)) if np.isfinite(value) else "Infinity" if value > 0 else "-Infinity"


def main():
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        lines = [json.dumps(record_gradients(*case), separators=(",", ":")) for case in CASES]
        file.write("[\n" + ",\n".join(lines) + "\n]\n")
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        file.write(f"""// Recorded by tools/record-training-ops/record.py from TensorFlow {tf.__version__}.
/* eslint-disable stylistic/max-len */

/** What an op gives, and its gradients with respect to its inputs, each folded. */
export interface TrainingOpValues {{
  readonly value: readonly number[];
  readonly gradients: readonly (readonly number[])[];
}}

/** The values of `TRAINING_OPS`, by their names. */
export const TRAINING_OP_VALUES: Readonly<Record<string, TrainingOpValues>> = {{
{''.join(record(*op) for op in OPS)}}};
""")


if __name__ == "__main__":
    main()
