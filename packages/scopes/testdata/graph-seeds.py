"""Records graph-seeds.json: values of variables under a graph seed alone. Run with TensorFlow 2.21."""
import json

import tensorflow.compat.v1 as tf

tf.disable_eager_execution()
tf.enable_resource_variables()


def initialized(variables, runs):
  with tf.Session() as session:
    result = []
    for run in runs:
      session.run(run)
      result.append([value.tolist() for value in session.run(variables)])
    return result


def mixed():
  tf.set_random_seed(7)
  variables = [
      tf.get_variable('a', [3], initializer=tf.random_uniform_initializer()),
      tf.get_variable('b', [2, 2], initializer=tf.random_normal_initializer()),
      tf.get_variable('c', initializer=lambda: tf.random_normal([2])),
      tf.get_variable('d', [2, 3]),
      tf.get_variable('e', [2], initializer=tf.truncated_normal_initializer(seed=3)),
      tf.get_variable('f', [2], initializer=tf.random_uniform_initializer()),
  ]
  everything = tf.global_variables_initializer()
  return initialized(variables, [everything, everything])


def partitioned():
  tf.set_random_seed(7)
  shards = list(tf.get_variable('p', [4, 2], initializer=tf.random_uniform_initializer(),
                                partitioner=tf.fixed_size_partitioner(2)))
  last = tf.get_variable('q', [2], initializer=tf.random_uniform_initializer())
  everything = tf.global_variables_initializer()
  return initialized(shards + [last], [[everything], [last.initializer], [everything]])


record = {}
for program in mixed, partitioned:
  with tf.Graph().as_default():
    record[program.__name__] = program()
print(json.dumps(record))
