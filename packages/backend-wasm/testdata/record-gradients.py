"""Records gradients of TensorFlow 2.21 (tf.compat.v1, graph mode, CPU) for tensorflow-gradients.test.ts:
python record-gradients.py > tensorflow-gradients.json"""
import json
import sys
import numpy as np
import tensorflow as tf

tf1 = tf.compat.v1
tf1.disable_eager_execution()


def wave(shape, phase):
    values = np.sin(np.arange(int(np.prod(shape))) * 1.7 + phase * phase)
    return values.astype(np.float32).reshape(shape)


cases = []


def record(name, op, shapes, shift=0.0, has_gradients=True):
    """Values and, unless they are left out, gradients of op at waves of these shapes, plus shift, with a wave as the weights
    of the result."""
    with tf.Graph().as_default(), tf1.Session() as session:
        inputs = [tf.constant(wave(shape, index + 1) + np.float32(shift)) for index, shape in enumerate(shapes)]
        y = op(*inputs)
        loss = tf.reduce_sum(y * wave(y.shape.as_list(), 3))
        gradients = [tf.convert_to_tensor(g) for g in tf1.gradients(loss, inputs)] if has_gradients else []
        results = session.run([y, *gradients])
    cases.append({
        'name': name, 'shapes': shapes, 'shift': shift,
        'results': [{'shape': list(r.shape), 'values': [float('%.7g' % v) for v in r.ravel()]} for r in results],
    })


record('conv2d', lambda x, f: tf.nn.conv2d(x, f, [1, 2, 2, 1], 'SAME'), [[2, 5, 6, 2], [3, 3, 2, 4]])
record('conv2d explicit', lambda x, f: tf.nn.conv2d(x, f, [1, 1, 1, 1], [[0, 0], [0, 1], [2, 0], [0, 0]]), [[1, 4, 4, 3], [2, 3, 3, 2]])
record('conv2d dilated', lambda x, f: tf.nn.conv2d(x, f, [1, 1, 1, 1], 'SAME', dilations=[1, 2, 2, 1]), [[1, 6, 5, 2], [3, 2, 2, 3]])
record('conv2dTranspose', lambda x, f: tf.nn.conv2d_transpose(x, f, [1, 6, 6, 2], [1, 2, 2, 1], 'SAME'), [[1, 3, 3, 4], [3, 3, 2, 4]])
record('depthwiseConv2d', lambda x, f: tf.nn.depthwise_conv2d(x, f, [1, 1, 1, 1], 'SAME'), [[1, 4, 5, 3], [3, 3, 3, 2]])
record('separableConv2d', lambda x, d, p: tf.nn.separable_conv2d(x, d, p, [1, 1, 1, 1], 'VALID'), [[1, 4, 5, 2], [2, 2, 2, 2], [1, 1, 4, 3]])
record('conv3d', lambda x, f: tf.nn.conv3d(x, f, [1, 2, 1, 2, 1], 'SAME'), [[1, 3, 4, 3, 2], [2, 2, 3, 2, 2]])
record('maxPool', lambda x: tf.nn.max_pool2d(x, 3, 2, 'SAME'), [[1, 5, 6, 3]], -3.0)
record('maxPool of equal numbers', lambda x: tf.nn.max_pool2d(tf.minimum(x, -0.25), 2, 1, 'VALID'), [[1, 4, 4, 2]])
record('maxPool3d', lambda x: tf.nn.max_pool3d(x, 2, 2, 'SAME'), [[1, 3, 4, 3, 2]], -3.0)
record('gather', lambda x: tf.nn.embedding_lookup(x, [[3, 0, 3], [1, 3, 0]]), [[5, 3]])
record('unsortedSegmentSum', lambda x: tf.math.unsorted_segment_sum(x, [2, 0, 2, -1], 4), [[4, 3]])
record('einsum', lambda a, b: tf.einsum('bqhd,bkhd->bhqk', a, b), [[1, 2, 2, 3], [1, 3, 2, 3]])
# filters smaller than the strides: windows leave out what lies between them, along one axis or along all
record('conv2d, strides 2 by 1', lambda x, f: tf.nn.conv2d(x, f, [1, 2, 1, 1], 'SAME'), [[2, 4, 5, 3], [1, 3, 3, 4]])
record('conv2d, strides 3', lambda x, f: tf.nn.conv2d(x, f, [1, 3, 3, 1], 'SAME'), [[1, 5, 9, 2], [3, 2, 2, 5]])
record('conv2dTranspose, strides 3', lambda x, f: tf.nn.conv2d_transpose(x, f, [1, 11, 8, 2], [1, 3, 3, 1], 'SAME'), [[1, 4, 3, 4], [4, 1, 2, 4]])
record('depthwiseConv2d, strides 3', lambda x, f: tf.nn.depthwise_conv2d(x, f, [1, 3, 3, 1], 'SAME'), [[1, 3, 11, 4], [1, 4, 4, 1]])
record('conv3d, strides 2', lambda x, f: tf.nn.conv3d(x, f, [1, 2, 2, 2, 1], 'SAME'), [[1, 4, 4, 5, 2], [1, 1, 2, 2, 3]])
record('avgPool3d, strides 2', lambda x: tf.nn.avg_pool3d(x, [1, 2, 3], 2, 'SAME'), [[1, 4, 5, 4, 2]], has_gradients=False)
record('gather by batches', lambda x: tf.gather(x, [[1, 0, 3], [2, 2, 0]], axis=2, batch_dims=1), [[2, 3, 4, 2]], has_gradients=False)
record('matMul of no terms', lambda a, b, bias: tf.matmul(a, b) + bias, [[2, 0], [0, 3], [3]])
record('fused.matMul by batches', lambda a, b, bias: tf.nn.relu(tf.matmul(a, b) + bias), [[2, 3, 4], [2, 4, 5], [5]], has_gradients=False)
record('fused.matMul transposed', lambda a, b, bias: tf.nn.relu(tf.nn.bias_add(tf.matmul(a, b, True, True), bias)), [[4, 3], [5, 4], [5]])
record('dilation2d', lambda x, f: tf.nn.dilation2d(x, f, [1, 1, 2, 1], 'SAME', 'NHWC', [1, 2, 1, 1]), [[1, 5, 6, 2], [2, 3, 2]], -2.0)
json.dump(cases, sys.stdout, separators=(',', ':'))
