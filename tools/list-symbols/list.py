"""Lists what TensorFlow's variable system consists of: functions, their arguments, classes and their members.

  venv/bin/python tools/list-symbols/list.py tools/list-symbols/symbols.json
"""
import inspect
import json
import os
import sys

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'

import tensorflow.compat.v1 as tf
from tensorflow.python.ops import template, variable_scope, variables
from tensorflow.python.training import py_checkpoint_reader
from tensorflow.python.util import tf_decorator

tf.disable_v2_behavior()

# Everything public that these modules define belongs to the variable system.
MODULES = {
    'framework.device_spec', 'framework.random_seed', 'ops.init_ops', 'ops.losses.util', 'ops.partitioned_variables',
    'ops.resource_variables_toggle', 'ops.state_ops', 'ops.template', 'ops.variable_scope', 'ops.variable_v1',
    'ops.variables', 'checkpoint.checkpoint_management', 'training.checkpoint_utils', 'training.device_setter',
    'training.moving_averages', 'training.optimizer', 'training.saver', 'training.training_util',
}
# Modules of which only a part does.
NAMES = [
    'tf.Graph', 'tf.GraphKeys', 'tf.add_to_collection', 'tf.add_to_collections', 'tf.colocate_with', 'tf.container',
    'tf.control_dependencies', 'tf.convert_to_tensor', 'tf.device', 'tf.get_collection', 'tf.get_collection_ref',
    'tf.get_default_graph', 'tf.init_scope', 'tf.initialize_all_tables', 'tf.name_scope', 'tf.nn.embedding_lookup',
    'tf.nn.embedding_lookup_sparse', 'tf.nn.safe_embedding_lookup_sparse', 'tf.op_scope', 'tf.reset_default_graph',
    'tf.tables_initializer', 'tf.train.ClusterSpec', 'tf.AUTO_REUSE',
]
NAMESPACES = {
    'tf': tf, 'tf.initializers': tf.initializers, 'tf.train': tf.train, 'tf.losses': tf.losses, 'tf.random': tf.random,
}
CLASSES = {
    'tf.Variable': tf.Variable, 'tf.VariableScope': tf.VariableScope, 'tf.Graph': tf.Graph, 'tf.GraphKeys': tf.GraphKeys,
    'tf.DeviceSpec': tf.DeviceSpec, 'tf.VariableSynchronization': tf.VariableSynchronization,
    'tf.VariableAggregation': tf.VariableAggregation, 'tf.Variable.SaveSliceInfo': tf.Variable.SaveSliceInfo,
    'PartitionedVariable': variables.PartitionedVariable, 'Template': template.Template,
    'EagerVariableStore': variable_scope.EagerVariableStore,
    'tf.train.ExponentialMovingAverage': tf.train.ExponentialMovingAverage, 'tf.train.Optimizer': tf.train.Optimizer,
    'tf.train.Saver': tf.train.Saver, 'CheckpointReader': py_checkpoint_reader.CheckpointReader,
}
# Functions of which every argument counts.
CALLS = [
    'tf.get_variable', 'tf.variable_scope', 'tf.Variable', 'tf.make_template', 'tf.create_partitioned_variables',
    'tf.name_scope', 'tf.train.replica_device_setter', 'tf.nn.embedding_lookup', 'tf.train.ExponentialMovingAverage',
    'tf.train.Optimizer.minimize', 'tf.train.Optimizer.compute_gradients', 'tf.train.Optimizer.apply_gradients',
    'tf.train.Saver', 'tf.train.Saver.save', 'tf.train.Saver.restore', 'tf.train.init_from_checkpoint',
    'tf.Graph.unique_name', 'tf.fixed_size_partitioner', 'tf.variable_axis_size_partitioner',
    'tf.min_max_variable_partitioner',
]


def resolve(name):
  found = tf
  for part in name.split('.')[1:]:
    found = getattr(found, part)
  return found


def module_of(found):
  _, undecorated = tf_decorator.unwrap(found)
  return getattr(undecorated, '__module__', '').replace('tensorflow.python.', '')


def is_optimizer(found):
  return inspect.isclass(found) and issubclass(found, tf.train.Optimizer)


def of_modules():
  for prefix, namespace in NAMESPACES.items():
    for name in dir(namespace):
      found = getattr(namespace, name)
      if not name.startswith('_') and (module_of(found) in MODULES or is_optimizer(found)):
        yield f'{prefix}.{name}'


def members(prefix, found):
  base = set(dir(object)) | {'__module__', '__dict__', '__weakref__', '__abstractmethods__', '__array_priority__'}
  for name in dir(found):
    operator = name.startswith('__') and name.endswith('__') and prefix in ('tf.Variable', 'PartitionedVariable')
    if (operator and name not in base) or not name.startswith(('_', 'CheckpointReader_')):
      yield f'{prefix}.{name}'


def arguments(name):
  found = resolve(name)
  for argument in inspect.signature(found.__init__ if inspect.isclass(found) else found).parameters:
    if argument != 'self':
      yield f'{name}({argument})'


symbols = {*NAMES, *of_modules()}
for prefix, found in CLASSES.items():
  symbols.update(members(prefix, found))
for name in CALLS:
  symbols.update(arguments(name))
for name in NAMES:
  resolve(name)  # is there

with open(sys.argv[1], 'w') as file:
  json.dump({'tensorflow': tf.VERSION, 'symbols': sorted(symbols)}, file, indent=1)
  file.write('\n')
