"""Records recorded.json from real TensorFlow: python3 record.py > recorded.json  (pip install tensorflow_cpu==2.21.0)

Trajectories: variables are trained and frozen in turn; one has a constraint, one a regularizer, one is partitioned.
Averages: names and values of tf.train.ExponentialMovingAverage.
"""
import json
import tensorflow.compat.v1 as tf

tf.disable_eager_execution()

STEPS = [['a', 'b', 'p'], ['a'], ['b', 'p'], ['b', 'a'], ['p'], ['a', 'b', 'p'], ['p', 'a']]
OPTIMIZERS = {
    'sgd': lambda: tf.train.GradientDescentOptimizer(0.1),
    'momentum': lambda: tf.train.MomentumOptimizer(0.1, 0.9),
    'nesterov': lambda: tf.train.MomentumOptimizer(0.1, 0.9, use_nesterov=True),
}


def record(create_optimizer):
    with tf.Graph().as_default(), tf.Session() as session:
        a = tf.get_variable('a', initializer=[1.0, -2.0], constraint=lambda v: tf.clip_by_value(v, -1.25, 1.25))
        b = tf.get_variable('b', initializer=[3.0], regularizer=lambda v: 0.5 * tf.reduce_sum(v * v))
        p = tf.get_variable('p', initializer=tf.constant([1.0, 2.0, 3.0, 4.0, 5.0]), partitioner=tf.fixed_size_partitioner(2))
        whole = tf.convert_to_tensor(p)
        loss = tf.reduce_sum(tf.square(a - 4.0)) + tf.reduce_sum(b * b * 0.25) + 0.01 * tf.reduce_sum(whole * whole * whole)
        total = tf.add_n([loss] + tf.get_collection('regularization_losses'))
        optimizer = create_optimizer()
        groups = {'a': [a], 'b': [b], 'p': list(p)}
        steps = [optimizer.minimize(total, var_list=[v for name in names for v in groups[name]]) for names in STEPS]
        session.run(tf.global_variables_initializer())
        trajectory = []
        for step in steps:
            cost = session.run(total)
            session.run(step)
            values = session.run({'a': a, 'b': b, 'p': whole})
            trajectory.append({'cost': float(cost), **{name: value.tolist() for name, value in values.items()}})
        return trajectory


def record_average_values(**options):
    """The average after each of four updates; `n` is 0, 3, 6, 9 then."""
    with tf.Graph().as_default(), tf.Session() as session:
        v = tf.get_variable('v', initializer=[1.0, -2.0])
        n = tf.get_variable('n', initializer=0, trainable=False)
        averages = tf.train.ExponentialMovingAverage(num_updates=n if options.pop('counts') else None, **options)
        update = averages.apply()
        session.run(tf.global_variables_initializer())
        values = []
        for i in range(4):
            session.run(v.assign([10.1 + i, 20.3 - i]))
            session.run(update)
            session.run(n.assign_add(3))
            values.append(session.run(averages.average(v)).tolist())
        return values


def record_average_names():
    """Op names, in the order in which names.test creates them."""
    with tf.Graph().as_default():
        names = {}
        with tf.device('/job:ps/task:1'):
            v = tf.get_variable('m/v', [2])
        w = tf.get_variable('m/w', [5, 2], partitioner=tf.fixed_size_partitioner(2))
        averages = tf.train.ExponentialMovingAverage(0.9)
        names['before apply'] = averages.average_name(v)
        with tf.device('/job:worker/task:0/device:GPU:0'):
            averages.apply()
        names['after apply'] = averages.average_name(v)
        names['device'] = averages.average(v).device
        names['device of one without'] = averages.average(list(w)[0]).device
        names['shards'] = [averages.average_name(shard) for shard in w]
        slices = [averages.average(shard)._get_save_slice_info() for shard in w]
        names['slices'] = [[info.full_name, info.spec] for info in slices]
        names['restored'] = sorted([name, variable.op.name] for name, variable in averages.variables_to_restore().items())
        names['collection'] = [variable.op.name for variable in tf.moving_average_variables()]
        second = tf.train.ExponentialMovingAverage(0.9)
        second.apply([v])
        names['second'] = second.average_name(v)
        named = tf.train.ExponentialMovingAverage(0.9, name='slow')
        with tf.variable_scope('scope'):
            named.apply([v])
            named.apply([v])
        names['in a scope'] = named.average_name(v)
        with tf.name_scope('names'):
            names['in a name scope'] = tf.train.ExponentialMovingAverage(0.9, name='other').average_name(v)
        names['global'] = [variable.op.name for variable in tf.global_variables()]
        names['trainable'] = [variable.op.name for variable in tf.trainable_variables()]
        return names


print(json.dumps({
    'source': f'Recorded from TensorFlow {tf.__version__} by record.py',
    'steps': STEPS,
    'trajectories': {name: record(create) for name, create in OPTIMIZERS.items()},
    'averages': {
        'names': record_average_names(),
        'plain': record_average_values(decay=0.9, counts=False),
        'counting': record_average_values(decay=0.99, counts=True),
    },
}, indent=1))
