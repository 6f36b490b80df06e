"""Records random calls of TensorFlow's initializers, for `pnpm golden` to compare with Varscope's.

Needs TensorFlow 2.21 (python3 -m venv DIR && DIR/bin/pip install tensorflow_cpu==2.21.0). See README.md.
"""

import argparse
import base64
import hashlib
import json
import math
import os
import random

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from tensorflow.python.ops import init_ops  # noqa: E402

v1 = tf.compat.v1
tf.get_logger().setLevel("ERROR")

FLOATS = ["float32"] * 4 + ["float16", "bfloat16", "float64"]
INTEGERS = ["int32", "int64"]
RANDOM_OPS = {"RandomUniform", "RandomUniformInt", "RandomStandardNormal", "TruncatedNormal"}
CLASSES = {
    "zeros": init_ops.Zeros,
    "ones": init_ops.Ones,
    "constant": init_ops.Constant,
    "identity": init_ops.Identity,
    "random_uniform": init_ops.RandomUniform,
    "random_normal": init_ops.RandomNormal,
    "truncated_normal": init_ops.TruncatedNormal,
    "uniform_unit_scaling": init_ops.UniformUnitScaling,
    "variance_scaling": init_ops.VarianceScaling,
    "glorot_uniform": init_ops.GlorotUniform,
    "glorot_normal": init_ops.GlorotNormal,
    "he_uniform": init_ops.he_uniform,
    "he_normal": init_ops.he_normal,
    "lecun_uniform": init_ops.lecun_uniform,
    "lecun_normal": init_ops.lecun_normal,
    "orthogonal": init_ops.Orthogonal,
    "convolutional_delta_orthogonal": init_ops.ConvolutionDeltaOrthogonal,
    "convolutional_orthogonal_1d": init_ops.ConvolutionOrthogonal1D,
    "convolutional_orthogonal_2d": init_ops.ConvolutionOrthogonal2D,
    "convolutional_orthogonal_3d": init_ops.ConvolutionOrthogonal3D,
}
WITHOUT_SEED = {"zeros", "ones", "constant", "identity"}
WITHOUT_DTYPE = {"he_uniform", "he_normal", "lecun_uniform", "lecun_normal", "glorot_uniform", "glorot_normal"}
ORTHOGONAL = [name for name in CLASSES if "orthogonal" in name]
# How far a decomposition in the dtype may be from one in float64: small random matrices are ill-conditioned at times.
ORTHOGONAL_ATOL = {"float16": 2e-1, "float32": 1e-3, "float64": 1e-11}


def draw_shape(rng, max_elements):
    """A shape of rank 0 to 5: often small, sometimes at the boundary of a group of the generator, rarely empty."""
    rank = rng.choice([0, 1, 1, 2, 2, 2, 3, 4, 5])
    shape = []
    for _ in range(rank):
        room = max(1, max_elements // max(1, math.prod(shape)))
        size = rng.choice([rng.randint(1, 9), rng.randint(1, 70), 2 ** rng.randint(0, 13) + rng.randint(-1, 1)])
        shape.append(max(0, min(size, room)))
    if shape and rng.random() < 0.02:
        shape[rng.randrange(rank)] = 0
    return shape


def draw_seed(rng):
    return rng.choice([
        rng.randint(0, 100),
        rng.randint(0, 2**31),
        rng.randint(-(2**31), 2**31),
        rng.randint(-(2**70), 2**70),
        2147483647 * rng.randint(-2, 2) + rng.randint(-1, 1),
    ])


def draw_float(rng):
    return rng.choice([0.0, 1.0, rng.uniform(-3, 3), rng.uniform(0, 1), 10 ** rng.uniform(-6, 4), -(10 ** rng.uniform(-6, 4))])


def draw_arguments(rng, name, dtype, shape):
    """Arguments of the class, without seed and dtype."""
    if name == "constant":
        if dtype in INTEGERS:
            draw = lambda: rng.randint(-(2**31), 2**31 - 1)  # noqa: E731
        else:
            draw = lambda: draw_float(rng)  # noqa: E731
        most = min(3, math.prod(shape)) or 3  # a shape without elements takes any list
        return {"value": rng.choice([draw(), [draw() for _ in range(rng.randint(0, most))]])}
    if name == "random_uniform" and dtype in INTEGERS:
        bits = 31 if dtype == "int32" else 63
        low, high = sorted(rng.sample([0, *(rng.randint(-(2**b), 2**b - 1) for b in (3, 8, 20, bits))], 2))
        return {"minval": low, "maxval": high if high > low else low + 1}
    drawn = {
        "identity": {"gain": draw_float(rng)},
        "random_uniform": {"minval": draw_float(rng), "maxval": draw_float(rng)},
        "random_normal": {"mean": draw_float(rng), "stddev": draw_float(rng)},
        "truncated_normal": {"mean": draw_float(rng), "stddev": draw_float(rng)},
        "uniform_unit_scaling": {"factor": draw_float(rng)},
        "variance_scaling": {
            "scale": 10 ** rng.uniform(-3, 3),
            "mode": rng.choice(["fan_in", "fan_out", "fan_avg"]),
            "distribution": rng.choice(["normal", "uniform", "truncated_normal", "untruncated_normal"]),
        },
    }.get(name, {"gain": rng.uniform(0.1, 3)} if name in ORTHOGONAL else {})
    return {key: value for key, value in drawn.items() if rng.random() < 0.8}


def draw_call(rng, max_elements):
    """A case without its result."""
    name = rng.choice([*CLASSES, "random_uniform", "random_normal", "truncated_normal", "variance_scaling"])
    if name in ORTHOGONAL:
        dtype = rng.choice(["float32", "float32", "float64", "float16"])
        shape = draw_orthogonal_shape(rng, name)
    else:
        dtype = rng.choice(FLOATS + (INTEGERS if name in {"zeros", "ones", "constant", "random_uniform"} else []))
        shape = draw_shape(rng, max_elements)
        if name == "identity":
            shape = [rng.randint(0, 40), rng.randint(0, 40)]
    args = draw_arguments(rng, name, dtype, shape)
    graph_seed = draw_seed(rng) if rng.random() < 0.5 else None
    if name not in WITHOUT_SEED and (graph_seed is None or rng.random() < 0.5):
        args["seed"] = draw_seed(rng)
    in_constructor = name not in WITHOUT_DTYPE and (name.startswith("convolutional_orthogonal") or rng.random() < 0.4)
    if name == "identity" and dtype in INTEGERS:
        in_constructor = False
    if in_constructor:
        args["dtype"] = dtype
    return {
        "init": name,
        "args": args,
        "graph_seed": graph_seed,
        "shape": shape,
        "dtype": None if in_constructor else dtype,
    }


def draw_orthogonal_shape(rng, name):
    if name == "orthogonal":
        return [rng.randint(1, 6) for _ in range(rng.randint(0, 2))] + [rng.randint(1, 40), rng.randint(1, 40)]
    inputs, outputs = sorted([rng.randint(1, 6), rng.randint(1, 6)])
    if name == "convolutional_delta_orthogonal":
        return [rng.randint(1, 5) for _ in range(rng.randint(1, 3))] + [inputs, outputs]
    return [rng.randint(1, 3)] * int(name[-2]) + [inputs, outputs]


def run(call):
    """Executes a call in a fresh graph: the value and the seeds of its random ops."""
    with tf.Graph().as_default() as graph, v1.Session() as session:
        if call["graph_seed"] is not None:
            v1.set_random_seed(call["graph_seed"])
        initializer = CLASSES[call["init"]](**call["args"])
        value = session.run(initializer(call["shape"], dtype=call["dtype"]))
        return np.asarray(value), kernel_seeds(graph)


def kernel_seeds(graph):
    ops = [op for op in graph.get_operations() if op.type in RANDOM_OPS]
    return [[op.get_attr("seed"), op.get_attr("seed2")] for op in ops]


def match(call, value):
    """How close a value has to be: the C library decides the last bits of float64 normals, a decomposition more."""
    args, dtype = call["args"], value.dtype.name
    if call["init"] in ORTHOGONAL:
        return {"atol": ORTHOGONAL_ATOL[dtype] * max(1.0, args.get("gain", 1.0))}
    is_normal = "normal" in call["init"] or (call["init"] == "variance_scaling" and args.get("distribution") != "uniform")
    if dtype != "float64" or not is_normal:
        return "bits"
    if args.get("mean", 0.0) == 0.0:
        return {"ulp": 4}
    return {"atol": 2.0**-49 * (abs(args["mean"]) + 6 * abs(args.get("stddev", 1.0)))}


def encode_tensor(value):
    data = np.ascontiguousarray(value).tobytes()
    tensor = {"dtype": value.dtype.name, "shape": list(value.shape), "sha256": hashlib.sha256(data).hexdigest()}
    edge = 64 * value.dtype.itemsize
    if len(data) <= 4 * edge:
        return tensor | {"b64": encode(data)}
    return tensor | {"first_b64": encode(data[:edge]), "last_b64": encode(data[-edge:])}


def encode(data):
    return base64.b64encode(data).decode()


def encode_argument(value):
    if isinstance(value, list):
        return [encode_argument(entry) for entry in value]
    if isinstance(value, int) and abs(value) > 2**53 - 1:
        return {"bigint": str(value)}
    return value


def record(rng, index, max_elements):
    call = draw_call(rng, max_elements)
    value, seeds = run(call)
    return {
        "id": f"draw/{index}",
        "init": call["init"],
        "args": {name: encode_argument(argument) for name, argument in call["args"].items()},
        "graph_seed": encode_argument(call["graph_seed"]),
        "shape": call["shape"],
        "dtype": call["dtype"],
        "kernel_seeds": seeds,
        "match": match(call, value),
        "out": encode_tensor(value),
    }


def record_partitioned(rng, index):
    """A partitioned variable: the value of every shard."""
    call = draw_call(rng, 4000)
    while not call["shape"] or 0 in call["shape"] or "orthogonal" in call["init"] or "constant" in call["init"] or call["init"] == "identity":
        call = draw_call(rng, 4000)
    dtype = call["dtype"] or call["args"]["dtype"]
    if dtype not in {"float32", "float16", "bfloat16", "int32"}:
        return record_partitioned(rng, index)
    axis = rng.randrange(len(call["shape"]))
    partitions = [1] * len(call["shape"])
    partitions[axis] = rng.randint(1, min(5, call["shape"][axis]))
    with tf.Graph().as_default() as graph, v1.Session() as session:
        if call["graph_seed"] is not None:
            v1.set_random_seed(call["graph_seed"])
        variable = v1.get_variable(
            "v",
            call["shape"],
            dtype=dtype,
            initializer=CLASSES[call["init"]](**call["args"]),
            partitioner=lambda shape, dtype: partitions,
        )
        session.run(v1.global_variables_initializer())
        shards = [(shard, session.run(shard)) for shard in variable]
        whole = np.concatenate([value for _, value in shards], axis)
    first = shards[0][1].ravel()
    shares = all(value.tobytes() == first[: value.size].tobytes() for _, value in shards)
    return {
        "id": f"partitioned/{index}",
        "init": call["init"],
        "args": {name: encode_argument(argument) for name, argument in call["args"].items()},
        "graph_seed": encode_argument(call["graph_seed"]),
        "shape": call["shape"],
        "dtype": dtype,
        "partitions": partitions,
        "match": "bits",
        "shards_share_leading_values": shares,
        "shards": [
            {"name": shard.op.name, "offset": list(shard._get_save_slice_info().var_offset), "out": encode_tensor(value)}
            for shard, value in shards
        ],
        "full_sha256": encode_tensor(whole)["sha256"],
    }


def write(path, kind, about, cases):
    with open(path, "w") as file:
        file.write(json.dumps({"format": 1, "kind": kind, "about": about, "count": len(cases)})[:-1])
        file.write(',\n"cases":[\n' + ",\n".join(map(json.dumps, cases)) + "\n]}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", help="where to write the recorded values")
    parser.add_argument("--draws", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=0, help="other seeds draw other calls")
    parser.add_argument("--max-elements", type=int, default=20000)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    os.makedirs(options.directory, exist_ok=True)
    about = f"Random calls, drawn with seed {options.seed}, executed by TensorFlow {tf.__version__}."
    partitioned = options.draws // 10
    draws = [record(rng, index, options.max_elements) for index in range(options.draws - partitioned)]
    write(os.path.join(options.directory, "draws.json"), "initializers", about, draws)
    shards = [record_partitioned(rng, index) for index in range(partitioned)]
    write(os.path.join(options.directory, "partitioned.json"), "partitioned_initializers", about, shards)


if __name__ == "__main__":
    main()
