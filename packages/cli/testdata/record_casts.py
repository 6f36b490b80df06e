"""Records the casts of numpy and TensorFlow in casts.json beside this script, as checksums of what they give for inputs
that are computed.

    python3 -m venv DIR && DIR/bin/pip install tensorflow_cpu==2.21.0 && DIR/bin/python record_casts.py
"""
import hashlib
import json
import os

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import ml_dtypes  # TensorFlow's own; pylint: disable=wrong-import-position
import numpy as np  # pylint: disable=wrong-import-position
import tensorflow as tf  # pylint: disable=wrong-import-position

np.seterr(all='ignore')
HERE = os.path.dirname(os.path.abspath(__file__))
ROWS = []


def record(source, target, inputs, values, result):
  data = np.ascontiguousarray(result).tobytes()
  ROWS.append(dict(source=source, target=target, inputs=inputs, count=len(values), sha256=hashlib.sha256(data).hexdigest()))


# Bit patterns all over float32; the last one is that of a large odd number times the index.
patterns = (np.arange(100_000, dtype=np.uint64) * 2654435761).astype(np.uint32).view(np.float32)
numbers = patterns[~np.isnan(patterns)]

# What lies halfway between two float16, and one float32 to either side.
halves = np.arange(0x7bff, dtype=np.uint16).view(np.float16).astype(np.float32)
following = np.arange(1, 0x7c00, dtype=np.uint16).view(np.float16).astype(np.float32)
middle = ((halves + following) / np.float32(2)).view(np.uint32)
midpoints = np.stack([middle - 1, middle, middle + 1, middle | 0x80000000], 1).reshape(-1).astype(np.uint32).view(np.float32)

all16 = np.arange(65536, dtype=np.uint16)
half = all16.view(np.float16)
not_signaling = half[~(np.isnan(half) & ((all16 & 0x200) == 0))]

fits16 = numbers[np.abs(numbers) < 65520]
record('float32', 'float16', 'patterns below 65520', fits16, fits16.astype(np.float16))
record('float32', 'float16', 'midpoints', midpoints, midpoints.astype(np.float16))
record('float16', 'float32', 'all but signaling NaN', not_signaling, not_signaling.astype(np.float32))
wide = midpoints.astype(np.float64) * (1 + 2.0**-40)
record('float64', 'float16', 'midpoints times 1 + 2^-40', wide, wide.astype(np.float16))
wide = numbers.astype(np.float64) * (1 + 2.0**-24)
wide = wide[np.abs(wide) < 3.4e38]
record('float64', 'float32', 'patterns times 1 + 2^-24, below 3.4e38', wide, wide.astype(np.float32))
record('float32', 'float64', 'patterns without NaN', numbers, numbers.astype(np.float64))

below = numbers[np.abs(numbers) < 3.39e38]
record('float32', 'bfloat16', 'patterns below 3.39e38', below, tf.cast(below, tf.bfloat16).numpy().view(np.uint16))
brains = tf.bitcast(all16, tf.bfloat16)
values = tf.cast(brains, tf.float32).numpy()
finite = values[~np.isnan(values)]
record('bfloat16', 'float32', 'all but NaN', finite, finite)
for name, dtype in ('float8_e5m2', ml_dtypes.float8_e5m2), ('float8_e4m3fn', ml_dtypes.float8_e4m3fn):
  codes = np.arange(256, dtype=np.uint8)
  values = codes.view(dtype).astype(np.float32)
  finite = values[~np.isnan(values)]
  record(name, 'float32', 'all but NaN', finite, finite)
  positive = finite[~np.signbit(finite)]
  low, high = positive[:-1], positive[1:]
  both = np.isfinite(high)
  middles = ((low + high) / np.float32(2))[both]
  record('float32', name, 'midpoints', middles, middles.astype(dtype).view(np.uint8))

integers = (np.arange(10_000, dtype=np.uint64) * np.uint64(11400714819323198485)).view(np.int64)
record('int64', 'float32', 'patterns', integers, integers.astype(np.float32))
record('int64', 'float64', 'patterns', integers, integers.astype(np.float64))
record('uint64', 'float32', 'patterns', integers, integers.view(np.uint64).astype(np.float32))
small = numbers[np.abs(numbers) < 2**31]
record('float32', 'int32', 'patterns below 2^31', small, small.astype(np.int32))
record('float32', 'int64', 'patterns below 2^31', small, small.astype(np.int64))
record('float32', 'bool', 'patterns', patterns, patterns.astype(np.bool_))

with open(os.path.join(HERE, 'casts.json'), 'w') as out:
  out.write('[\n' + ',\n'.join(json.dumps(row) for row in ROWS) + '\n]\n')
