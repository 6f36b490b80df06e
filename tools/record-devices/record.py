"""Records how real TensorFlow places variables, for the tests of packages/store/src/device.

    python3 -m venv venv && venv/bin/pip install tensorflow_cpu==2.21.0
    venv/bin/python tools/record-devices/record.py packages/store/testdata/devices.json

The same TensorFlow gives the same file. README.md beside this script describes the format.
"""

import hashlib
import itertools
import json
import os
import random
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np  # noqa: E402
import tensorflow.compat.v1 as tf  # noqa: E402

tf.disable_eager_execution()
tf.logging.set_verbosity(tf.logging.ERROR)

VARIABLE_OPS = ("VarHandleOp", "VariableV2")


def attempt(compute):
    """The result of `compute`, or `{"error": [class, first line]}` for what it raised."""
    try:
        return compute()
    except Exception as error:  # whatever TensorFlow raises is what is recorded
        return {"error": [type(error).__name__, str(error).splitlines()[0]]}


def spec_fields(spec):
    return [spec.job, spec.replica, spec.task, spec.device_type, spec.device_index, spec.to_string()]


# --- device strings -------------------------------------------------------------------------------------------------

FRAGMENTS = [
    "/job:ps", "/job:worker", "/job:", "/replica:0", "/replica:12", "/task:0", "/task:1", "/cpu:0", "/CPU:1", "/Cpu:*",
    "/gpu", "/gpu:*", "/GPU:3", "/tpu:0", "/device:CPU:0", "/device:gpu:1", "/device:GPU:*", "/device:Tpu:2",
]
ODD_STRINGS = [
    "", "/", "//", "///cpu:0//", "cpu:0", "job:ps/task:1", "/job:ps/task:1/", ":", "/:", "/:0", "::", "/job", "/job:a:b",
    "/jobs:ps", "/JOB:ps", "/Task:1", "/task", "/task:", "/task:x", "/task: 1 ", "/task:+2", "/task:-1", "/task:1_0",
    "/task:1__0", "/task:_1", "/task:1_", "/task:1.0", "/task:1e3", "/task:0x1", "/task:007", "/task:*", "/task:-0",
    "/replica:", "/replica:a", "/replica:*", "/cpu:", "/cpu:x", "/cpu:00", "/cpu:-1", "/cpu: 3", "/cpu:0:1", "/cpu:**",
    "/xla_cpu:0", "/XLA_GPU:0", "/device:XLA_CPU:0", "/device:XLA_GPU:*", "/custom:1", "/CUSTOM", "/epu:2", "/device",
    "/device:", "/device:CPU", "/device:cpu", "/device:CPU:", "/device:CPU:x", "/device::", "/device::1", "/device::*",
    "/device:CPU:0:1", "/Device:CPU:0", "/device:Gpu:0", "/device:CPU:0/cpu:0", "/cpu:0/cpu:0", "/gpu:0/device:GPU:0",
    "/cpu/gpu", "foo", "/foo", "/foo:1", "/job:ps /task:1", "/job:p s", "/job:ps/unknown:3", "localhost:2222",
    "/job:a/job:b", "/task:1/task:2", "/task:x/task:2", "/task:2/task:x", "/task:x/foo", "/task:x/replica:y", "/task:x/cpu:y",
    "/replica:1/replica:0", "/job:a/job:", "/job:worker/replica:0/task:0/device:CPU:0",
    "/device:CPU:0/task:0/replica:0/job:worker", "/job:worker/replica:0/task:0/cpu:0", "/job:constructor", "/job:__proto__",
    "/constructor:0", "/__proto__", "/job:日本/task:1", "/job:ps/task:1/foo", "/job:'", "/it's:1", "\\cpu:0", "/cpu:0\n",
]


def record_strings():
    chooser = random.Random(1)
    several = ["".join(chooser.sample(FRAGMENTS, chooser.randint(2, 4))) for _ in range(150)]
    strings = ODD_STRINGS + FRAGMENTS + several
    return [[text, attempt(lambda: spec_fields(tf.DeviceSpec.from_string(text)))] for text in dict.fromkeys(strings)]


def record_merges():
    parts = [
        "", "/job:ps", "/job:worker/task:3", "/task:1", "/replica:2/task:0", "/cpu", "/cpu:0", "/gpu:*", "/GPU:1",
        "/device:XLA_GPU:0", "/job:ps/replica:0/task:1/device:CPU:0", "/job:",
    ]
    merge = lambda outer, inner: tf.DeviceSpec.from_string(outer).make_merged_spec(tf.DeviceSpec.from_string(inner))
    return [[outer, inner, merge(outer, inner).to_string()] for outer in parts for inner in parts]


FIELD_NAMES = {"job": "job", "replica": "replica", "task": "task", "deviceType": "device_type", "deviceIndex": "device_index"}


def spec_of(fields):
    return tf.DeviceSpec(**{FIELD_NAMES[name]: value for name, value in fields.items()})


def record_fields():
    """DeviceSpec made from fields, and fields replaced."""
    fields = [
        {}, {"job": "ps"}, {"job": ""}, {"replica": 0, "task": 0}, {"deviceType": "cpu"}, {"deviceType": "gpu", "deviceIndex": 1},
        {"deviceType": "Gpu"}, {"deviceType": "xla_cpu", "deviceIndex": 0}, {"deviceIndex": 4}, {"task": 2, "deviceIndex": 4},
        {"job": "w", "replica": 1, "task": 2, "deviceType": "TPU", "deviceIndex": 3}, {"job": None, "task": None},
    ]
    replace = lambda one, other: spec_of(one).replace(**{FIELD_NAMES[name]: value for name, value in other.items()})
    return [[one, other, spec_fields(replace(one, other))] for one in fields for other in fields]


# --- programs: variables under device scopes ------------------------------------------------------------------------


def device_function(step):
    """A device function by its name; the tests have the same ones."""
    kind, device = step["function"], step.get("device")
    merged = lambda outer, inner: tf.DeviceSpec.from_string(outer).make_merged_spec(tf.DeviceSpec.from_string(inner))
    return {
        "string": lambda op: device,
        "spec": lambda op: tf.DeviceSpec.from_string(device),
        "fill": lambda op: merged(device, op.device),
        "override": lambda op: merged(op.device, device).to_string(),
        "variables": lambda op: device if op.type in VARIABLE_OPS else op.device,
        "resources": lambda op: device if op.type == "VarHandleOp" else op.device,
        "name": lambda op: "/task:%d" % (len(op.name) % 3),
        "echo": lambda op: op.device,
        "nothing": lambda op: None,
        "number": lambda op: 3,
    }[kind]


def byte_size(op):
    """Bytes of the single output of a VariableV2 op, as tf.contrib.training.byte_size_load_fn defined them."""
    output = op.outputs[0]
    shape = output.shape if output.shape.is_fully_defined() else tf.TensorShape(op.get_attr("shape"))
    shape.assert_is_fully_defined()
    return shape.num_elements() * output.dtype.size


def greedy(tasks, load):
    """The first of the least loaded tasks, as tf.contrib.training.GreedyLoadBalancingStrategy chose it."""
    loads = np.zeros(tasks)

    def choose(op):
        task = int(np.argmin(loads))
        loads[task] += load(op)
        return task

    return choose


def hashed(tasks, seed):
    """MD5 of name and seed, as tf.contrib.training.RandomStrategy chose."""
    return lambda op: int(hashlib.md5(f"{op.name}_{seed}".encode()).hexdigest(), 16) % tasks


def strategy(description):
    """A ps_strategy by its description; the tests have the same ones."""
    if description is None or not isinstance(description, dict):
        return description
    if "greedy" in description:
        return greedy(description["greedy"], {"bytes": byte_size, "one": lambda op: 1}[description["load"]])
    if "random" in description:
        return hashed(description["random"], description["seed"])
    sequence = iter(description["sequence"])
    return lambda op: next(sequence)


def setter(options):
    names = {
        "psTasks": "ps_tasks", "psDevice": "ps_device", "workerDevice": "worker_device", "mergeDevices": "merge_devices",
        "cluster": "cluster", "psOps": "ps_ops", "psStrategy": "ps_strategy",
    }
    arguments = {names[name]: value for name, value in options.items()}
    if "ps_strategy" in arguments:
        arguments["ps_strategy"] = strategy(arguments["ps_strategy"])
    cluster = arguments.get("cluster")
    if isinstance(cluster, dict):  # JSON has no integer keys
        integers = lambda tasks: {int(k): v for k, v in tasks.items()} if isinstance(tasks, dict) else tasks
        arguments["cluster"] = {job: integers(tasks) for job, tasks in cluster.items()}
    return tf.train.replica_device_setter(**arguments)


DEFAULTS = ([2], "float32", "resource")


def make_variables(step):
    _, name, *given = step
    shape, dtype, kind, *partitions = [*given, *DEFAULTS[len(given):]]
    resource = kind == "resource"
    if shape is None:
        return [tf.Variable(tf.placeholder(dtype), validate_shape=False, name=name, use_resource=resource)]
    variable = tf.get_variable(
        name, shape, dtype, initializer=tf.zeros_initializer(), use_resource=resource,
        partitioner=tf.fixed_size_partitioner(partitions[0]) if partitions else None)
    return list(variable) if partitions else [variable]


def run_steps(steps, setters, placed):
    for step in steps:
        if step[0] == "device":
            entry = step[1]
            if isinstance(entry, dict):
                entry = (
                    setters[entry["setter"]] if "setter" in entry
                    else device_function(entry) if "function" in entry
                    else spec_of(entry["spec"]))
            with tf.device(entry):
                run_steps(step[2], setters, placed)
        elif step[0] == "variable":
            placed.extend([v.op.name, v.op.type, v.device] for v in make_variables(step))
        else:
            op = tf.no_op(name=step[1])
            placed.append([op.name, op.type, op.device])


def record_program(name, steps, setters):
    def run():
        placed = []
        with tf.Graph().as_default():
            run_steps(steps, [setter(options) for options in setters], placed)
        return placed

    case = {"name": name, "steps": steps}
    if setters:
        case["setters"] = setters
    return {**case, "result": attempt(run)}


def device(entry, *steps):
    return ["device", entry, list(steps)]


def variable(name="v", shape=(2,), dtype="float32", kind="resource", *partitions):
    """A step that leaves out what is a default at its end."""
    given = [None if shape is None else list(shape), dtype, kind, *partitions]
    while given and given == [*given[:-1], *DEFAULTS[len(given) - 1:len(given)]]:
        given.pop()
    return ["variable", name, *given]


def nested(entries, *steps):
    """The steps inside of all entries, the first of which is the outermost."""
    for entry in reversed(entries):
        steps = (device(entry, *steps),)
    return list(steps)


def function(kind, text=None):
    return {"function": kind} if text is None else {"function": kind, "device": text}


BOTH = (variable("a"), variable("b", kind="ref"), ["operation", "c"])


def scope_programs():
    stacks = {
        "no device": [],
        "empty string": [""],
        "lower case": ["/cpu:0"],
        "any index": ["/gpu:*"],
        "inner fills outer": ["/job:worker", "/task:1", "/cpu:0"],
        "inner wins": ["/job:worker/task:0/gpu:1", "/task:2", "/cpu:0"],
        "type without index takes the outer index": ["/gpu:1", "/cpu"],
        "any index takes the outer index": ["/gpu:1", "/cpu:*"],
        "none clears": ["/job:worker", None],
        "none clears and starts again": ["/job:worker/gpu:0", None, "/task:1"],
        "none outermost": [None, "/cpu:0"],
        "none below an empty string": ["/cpu:0", None, ""],
        "empty string does not clear": ["/cpu:0", ""],
        "empty job wins": ["/job:ps", "/job:"],
        "spec": [{"spec": {"job": "ps", "task": 1}}],
        "spec in string": ["/replica:1", {"spec": {"deviceType": "gpu", "deviceIndex": 0}}],
        "spec with an index alone is nothing": ["/cpu:1", {"spec": {"deviceIndex": 0}}],
        "empty spec": ["/cpu:1", {"spec": {}}],
        "function's string stands as it is": [function("string", "/cpu:0")],
        "function's string is merged with the outer": ["/job:ps", function("string", "/cpu:0")],
        "function's spec": [function("spec", "/cpu:0")],
        "function replaces the inner": [function("string", "/cpu:0"), "/gpu:1"],
        "function replaces with nothing": ["/job:ps", function("string", ""), "/gpu:1"],
        "function keeps the inner": [function("echo"), "/gpu:1"],
        "function fills": [function("fill", "/job:ps/gpu:0"), "/gpu:1"],
        "function overrides": [function("override", "/job:ps/gpu:0"), "/gpu:1/task:2"],
        "function chooses by type": ["/task:3", function("variables", "/job:ps")],
        "function chooses resource variables": ["/task:3", function("resources", "/job:ps"), "/cpu:0"],
        "function chooses by name": ["/job:ps", function("name")],
        "none hides an outer function": [function("string", "/job:ps"), None],
        "function between": ["/job:a", function("fill", "/task:5"), "/cpu:0", function("echo"), "/replica:1"],
        "two functions": [function("override", "/task:1"), function("override", "/task:2/gpu:0")],
        "function that gives None": [function("nothing")],
        "function that gives None inside": ["/cpu:0", function("nothing")],
        "function that gives a number": [function("number")],
        "function that gives None, hidden": [function("nothing"), None],
        "invalid string": ["/nonsense"],
        "invalid string hidden": ["/nonsense", None],
        "two types": ["/cpu:0/gpu:0"],
        "bad task": ["/job:ps/task:one"],
        "invalid string from a function, merged": ["/job:ps", function("string", "/nonsense")],
        "long": ["/job:worker/replica:0/task:0/device:CPU:0"],
    }
    for name, entries in stacks.items():
        yield name, nested(entries, *BOTH), []
    yield "invalid string from a function", nested([function("string", "/nonsense")], variable()), []
    yield "siblings", [device("/cpu:0", variable("a"), device("/task:1", variable("b")), variable("c")), variable("d")], []
    yield "shards have no device of their own", nested(["/job:ps", "/cpu:0"], variable("p", (5, 2), "float32", "resource", 3)), []
    yield "shards by name", nested([function("name")], variable("p", (12, 2), "float32", "resource", 11)), []


CLUSTER = {"ps": ["ps0:1", "ps1:1"], "worker": ["w0:1", "w1:1", "w2:1"]}
MIXED = (variable("a"), ["operation", "b"], variable("c", kind="ref"), variable("d"), variable("e"), ["operation", "f"])


def setter_programs():
    configurations = {
        "nothing": {},
        "no tasks": {"psTasks": 0},
        "one task": {"psTasks": 1},
        "three tasks": {"psTasks": 3},
        "cluster": {"cluster": CLUSTER},
        "cluster over psTasks": {"cluster": CLUSTER, "psTasks": 7},
        "sparse cluster": {"cluster": {"ps": {"0": "a:1", "5": "b:1", "9": "c:1"}, "worker": ["w:1"]}},
        "cluster without ps": {"cluster": {"worker": ["w:1"]}},
        "cluster with an empty ps": {"cluster": {"ps": [], "worker": ["w:1"]}},
        "cluster with other ps": {"cluster": {"store": ["a:1", "b:1"], "ps": ["c:1"]}, "psDevice": "/job:store"},
        "cluster and psDevice without a job": {"cluster": CLUSTER, "psDevice": "/cpu:0"},
        "cluster and a job named constructor": {"cluster": CLUSTER, "psDevice": "/job:constructor"},
        "cluster of the wrong type": {"cluster": 3},
        "cluster list": {"cluster": ["ps0:1"]},
        "cluster tasks of the wrong type": {"cluster": {"ps": "ps0:1"}},
        "cluster other tasks of the wrong type": {"cluster": {"ps": ["ps0:1"], "worker": 2}},
        "cluster address of the wrong type": {"cluster": {"ps": ["ps0:1"], "worker": [2]}},
        "ps device with a type": {"psTasks": 2, "psDevice": "/job:ps/device:CPU:0"},
        "ps device with a task": {"psTasks": 2, "psDevice": "/job:ps/task:5"},
        "ps device without a job": {"psTasks": 2, "psDevice": "/cpu:0"},
        "ps device with an empty job": {"psTasks": 2, "psDevice": "/job:"},
        "empty ps device": {"psTasks": 2, "psDevice": ""},
        "invalid ps device": {"psTasks": 2, "psDevice": "/nonsense"},
        "invalid ps device and a cluster": {"cluster": CLUSTER, "psDevice": "/nonsense"},
        "worker device with a type": {"psTasks": 2, "workerDevice": "/job:worker/task:1/gpu:0"},
        "empty worker device": {"psTasks": 2, "workerDevice": ""},
        "invalid worker device": {"psTasks": 2, "workerDevice": "/nonsense"},
        "no merging": {"psTasks": 2, "mergeDevices": False},
        "ps ops": {"psTasks": 2, "psOps": ["NoOp", "VariableV2"]},
        "no ps ops": {"psTasks": 2, "psOps": []},
        "strategy": {"psTasks": 3, "psStrategy": {"sequence": [2, 2, 0, 1]}},
        "strategy outside of the tasks": {"psTasks": 3, "psStrategy": {"sequence": [7, -1, 3, 3]}},
        "strategy that is no function": {"psTasks": 3, "psStrategy": 4},
        "strategy that is no function, no tasks": {"psTasks": 0, "psStrategy": 4},
        "equal loads": {"psTasks": 3, "psStrategy": {"greedy": 3, "load": "one"}},
        "greedy over fewer tasks": {"psTasks": 3, "psStrategy": {"greedy": 2, "load": "one"}},
        "random": {"psTasks": 3, "psStrategy": {"random": 3, "seed": 0}},
        "random seeded": {"psTasks": 3, "psStrategy": {"random": 3, "seed": 41}},
    }
    surroundings = {
        "alone": lambda *steps: nested([{"setter": 0}], *steps),
        "in job": lambda *steps: nested(["/job:outer/task:4", {"setter": 0}], *steps),
        "around worker": lambda *steps: nested([{"setter": 0}, "/job:worker/task:1"], *steps),
        "around ps": lambda *steps: nested([{"setter": 0}, "/job:ps"], *steps),
        "around ps task": lambda *steps: nested([{"setter": 0}, "/job:ps/task:6/gpu:2"], *steps),
        "around gpu": lambda *steps: nested([{"setter": 0}, "/gpu:1"], *steps),
        "around none": lambda *steps: nested([{"setter": 0}, None, "/cpu:0"], *steps),
    }
    for name, options in configurations.items():
        for place, surround in surroundings.items():
            yield f"{name}, {place}", surround(*MIXED), [options]

    yield "one setter entered twice goes on", [*nested([{"setter": 0}], variable("a")), *nested([{"setter": 0}], variable("b"))], [{"psTasks": 3}]
    yield "two setters count apart", [
        *nested([{"setter": 0}], variable("a"), variable("b")), *nested([{"setter": 1}], variable("c")),
        *nested([{"setter": 0}], variable("d"))], [{"psTasks": 3}, {"psTasks": 3}]
    yield "two setters nested", nested([{"setter": 0}, {"setter": 1}], *MIXED), [{"psTasks": 3}, {"psTasks": 2, "psDevice": "/job:other"}]
    yield "overridden variables are counted, too", [
        device({"setter": 0}, variable("a"), device("/task:9", variable("b")), device(None, variable("c")), variable("d"))], [{"psTasks": 3}]
    yield "other jobs are not counted", [
        device({"setter": 0}, variable("a"), device("/job:worker", variable("b")), variable("c"))], [{"psTasks": 3}]
    for kind in ("resource", "ref"):
        yield f"round robin over {kind} shards", nested([{"setter": 0}], variable("a"), variable("p", (7, 2), "float32", kind, 4), variable("b")), [{"psTasks": 3}]
    yield "random shards", nested([{"setter": 0}], variable("p", (7, 2), "float32", "resource", 5)), [{"psTasks": 4, "psStrategy": {"random": 4, "seed": 3}}]
    yield "random names", nested([{"setter": 0}], *(variable(n) for n in ("x", "weights", "layer_1/kernel", "a/b/c/d" * 12, "n" * 55, "n" * 56, "n" * 64, "n" * 119))), [
        {"psTasks": 1000, "psStrategy": {"random": 1000, "seed": 7}}]

    sizes = [("a", (2, 2), "float32"), ("b", (2, 1), "float32"), ("c", (2, 2), "float64"), ("d", (1, 3), "int64"), ("e", (), "float32"),
             ("f", (100, 3), "uint8"), ("g", (50,), "float16"), ("h", (3, 3), "bool"), ("i", (9,), "string"), ("j", (4, 4), "complex64"),
             ("k", (0, 7), "float32"), ("l", (5,), "bfloat16"), ("m", (6,), "complex128"), ("n", (33,), "int16")]
    for tasks in (1, 2, 3, 5):
        options = {"psTasks": tasks, "psStrategy": {"greedy": tasks, "load": "bytes"}}
        yield f"greedy by bytes over {tasks}", nested([{"setter": 0}], *(variable(*size, "ref") for size in sizes)), [options]
        yield f"greedy by bytes over {tasks}, shards", nested([{"setter": 0}], *(
            variable(name, shape, dtype, "ref", 3) for name, shape, dtype in sizes if shape and shape[0] >= 3)), [options]
    yield "greedy by bytes, unknown shape", nested([{"setter": 0}], variable("v", None, "float32", "ref")), [
        {"psTasks": 2, "psStrategy": {"greedy": 2, "load": "bytes"}}]


def random_programs(count):
    chooser = random.Random(2)
    strings = ["/job:ps", "/job:worker/task:2", "/task:1", "/cpu:0", "/gpu:*", "/GPU:1", "/replica:3", "/device:TPU:0", "", "/cpu"]

    def entry():
        kind = chooser.random()
        if kind < 0.45:
            return chooser.choice(strings)
        if kind < 0.52:
            return None
        if kind < 0.6:
            return {"spec": chooser.choice([{"job": "s"}, {"task": 4}, {"deviceType": "cpu"}, {"deviceType": "gpu", "deviceIndex": 2}])}
        if kind < 0.8:
            return function(chooser.choice(["string", "spec", "fill", "override", "variables", "resources", "name", "echo"]), chooser.choice(strings))
        return {"setter": chooser.randrange(2)}

    def steps(depth, names):
        result = []
        for _ in range(chooser.randint(1, 3)):
            if depth > 0 and chooser.random() < 0.6:
                result.append(device(entry(), *steps(depth - 1, names)))
            elif chooser.random() < 0.2:
                result.append(["operation", next(names)])
            else:
                partitions = [chooser.randint(2, 4)] if chooser.random() < 0.2 else []
                result.append(variable(next(names), (5,), "float32", chooser.choice(["resource", "ref"]), *partitions))
        return result

    for number in range(count):
        names = (f"v{i}" for i in itertools.count())
        setters = [
            chooser.choice([{"psTasks": 2}, {"psTasks": 3, "psDevice": "/job:ps/cpu:0"}, {"cluster": CLUSTER, "mergeDevices": False}]),
            chooser.choice([{"psTasks": 4, "workerDevice": "/job:worker/gpu:0"}, {"psTasks": 2, "psStrategy": {"random": 5, "seed": number}}, {}]),
        ]
        yield f"random program {number}", steps(4, names), setters


def main(path):
    programs = [*scope_programs(), *setter_programs(), *random_programs(100)]
    sections = {
        "strings": record_strings(),
        "merges": record_merges(),
        "fields": record_fields(),
        "programs": [record_program(*program) for program in programs],
    }
    compact = lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    with open(path, "w", encoding="utf-8") as file:  # one case a line, so that a difference can be read
        file.write('{"tensorflow":%s' % compact(tf.__version__))
        for name, cases in sections.items():
            file.write(',\n"%s":[\n%s]' % (name, ",\n".join(map(compact, cases))))
        file.write("}\n")
    print(", ".join(f"{len(cases)} {name}" for name, cases in sections.items()))


if __name__ == "__main__":
    main(sys.argv[1])
