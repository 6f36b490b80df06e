"""Has real TensorFlow restore what kill-saves.mjs --keep kept: python restore_kept.py FOLDER.

Needs TensorFlow 2 and NumPy. In every folder of FOLDER the newest checkpoint has to restore, into a graph and through
a reader, with one and the same step in all its values.
"""

import os
import sys

import numpy as np
import tensorflow as tf

tf1 = tf.compat.v1
tf1.disable_eager_execution()


def problem_of(folder):
  path = tf.train.latest_checkpoint(folder)
  if path is None:
    return 'there is no checkpoint'
  reader = tf.train.load_checkpoint(path)
  step = int(reader.get_tensor('step'))
  with tf1.Graph().as_default(), tf1.Session() as session:
    weights = tf1.get_variable('weights', [500], use_resource=False)
    table = tf1.get_variable('table', [63, 8], partitioner=tf1.fixed_size_partitioner(5), use_resource=False)
    tf1.train.Saver().restore(session, path)
    values = [session.run(weights), session.run(tf.convert_to_tensor(table)), reader.get_tensor('table')]
  return None if all(np.all(value == step) for value in values) else 'the checkpoint of step %d mixes values' % step


def main(root):
  folders = sorted(os.listdir(root), key=int)
  failed = 0
  for name in folders:
    try:
      problem = problem_of(os.path.join(root, name))
    except Exception as error:  # whatever TensorFlow raises is what is to be told
      problem = str(error).splitlines()[0]
    if problem is not None:
      failed += 1
      print('%s: %s' % (name, problem))
  print('%d passed, %d failed' % (len(folders) - failed, failed))
  return 1 if failed or not folders else 0


if __name__ == '__main__':
  sys.exit(main(sys.argv[1]))
