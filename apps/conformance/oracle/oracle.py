#!/usr/bin/env python3
"""Golden-trace oracle for TensorFlow 1.x variable scopes.

Runs JSON programs (../FORMAT.md defines the format; files are .json or .json.gz)
on real TensorFlow (tf.compat.v1, graph mode, one fresh tf.Graph per program) and
records what TensorFlow did: the golden trace.

    python oracle.py --run    FILE...   recompute and rewrite the traces in FILE
    python oracle.py --check  FILE...   recompute and compare, change nothing
    python oracle.py --stats  FILE...   table of outcomes (needs no TensorFlow)
    python oracle.py --diff   A B       compare two files' traces (no TensorFlow)
    python oracle.py --selftest FILE... plant differences; all must be detected
    python oracle.py --generate N --seed S --theme T --out FILE
    python oracle.py --show CASE FILE   print one case, readable

--run, --check and --generate need TensorFlow 2.21.0 (CPU) in a virtual
environment:  pip install tensorflow_cpu==2.21.0
"""

import argparse
import copy
import gzip
import json
import math
import os
import random
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FORMAT = 1
MAX_VALUES = 96          # tensors with more elements get no recorded value
SIGNIFICANT_DIGITS = 6

with open(os.path.join(HERE, "kinds.json"), encoding="utf-8") as _f:
  KINDS = [(k["kind"], re.compile(k["match"])) for k in json.load(_f)["kinds"]]

tf = None       # tensorflow.compat.v1, imported on demand
np = None
Variable = None # the base class of every TensorFlow variable
vs_mod = None   # the module that holds EagerVariableStore


def import_tf():
  global tf, np, vs_mod, Variable
  if tf is not None:
    return
  os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
  os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
  os.environ["CUDA_VISIBLE_DEVICES"] = ""
  devnull = os.open(os.devnull, os.O_WRONLY)
  saved = os.dup(2)
  os.dup2(devnull, 2)   # the C++ side greets on stderr
  try:
    import numpy
    import tensorflow.compat.v1 as tfv1
    tfv1.disable_eager_execution()
    tfv1.logging.set_verbosity(tfv1.logging.FATAL)
    from tensorflow.python.ops import variable_scope as vsm
    from tensorflow.python.ops import variables
    from tensorflow.python.util import deprecation
    deprecation._PRINT_DEPRECATION_WARNINGS = False
    tf, np, vs_mod, Variable = tfv1, numpy, vsm, variables.Variable
    with tfv1.Graph().as_default(), tfv1.Session() as s:
      s.run(tfv1.constant(0))
  finally:
    os.dup2(saved, 2)
    os.close(saved)
    os.close(devnull)


# --------------------------------------------------------------------------
# errors


class Unbound(Exception):
  """A step refers to a label that nothing has bound: the step is skipped."""

  def __init__(self, label):
    super().__init__(label)
    self.label = label


class UserError(Exception):
  """Raised by the programs' own callbacks and by the `raise` step."""


def first_line(exc):
  text = str(exc.args[0]) if exc.args else ""
  text = text.split("\n")[0]
  text = re.sub(r"<class '[\w.]*NotCallable'>", "<class 'int'>", text)
  text = text.replace("'NotCallable' object", "'int' object")
  text = re.sub(r"\b0x[0-9a-f]+", "0x..", text)
  text = re.sub(r"<function .*? at 0x\.\.>", "<callable>", text)
  text = re.sub(r"(?<![\w.\-/])(/[\w.\-]+){3,}", "<path>", text)
  return text[:220]


def classify(exc):
  if isinstance(exc, UserError):
    return "user-error"
  line = first_line(exc)
  for kind, rx in KINDS:
    if rx.search(line):
      return kind
  return "other:" + type(exc).__name__


def error_record(exc):
  return {"class": type(exc).__name__, "kind": classify(exc),
          "msg": first_line(exc)}


# --------------------------------------------------------------------------
# values


def plain(x):
  """numpy -> JSON, floats rounded to SIGNIFICANT_DIGITS."""
  if isinstance(x, np.ndarray):
    return [plain(e) for e in x]
  if isinstance(x, (bool, np.bool_)):
    return bool(x)
  if isinstance(x, (bytes,)):
    return x.decode("utf-8", "replace")
  if isinstance(x, str):
    return x
  if isinstance(x, (complex, np.complexfloating)):
    return [plain(x.real), plain(x.imag)]
  if isinstance(x, (int, np.integer)):
    return int(x)
  f = float("%.*g" % (SIGNIFICANT_DIGITS, float(x)))
  return 0.0 if f == 0 else f


def shape_json(shape):
  shape = tf.TensorShape(shape)
  if shape.ndims is None:
    return None
  return [d for d in shape.as_list()]


def dtype_name(d):
  try:
    return tf.as_dtype(d).base_dtype.name
  except TypeError:
    return d      # an unknown name: TensorFlow finds out later


class NotCallable:
  """Stands for a wrong, non-callable value."""

  def __repr__(self):
    return "3"


# --------------------------------------------------------------------------
# the interpreter


class Interpreter:
  """Runs one case and collects its trace."""

  def __init__(self, case):
    self.case = case
    self.env = {}            # label -> object
    self.trace = []
    self.first_seen = {}     # id(object) -> `at` of the event that returned it
    self.keep = []           # strong references: ids must stay unique
    self.def_ids = {}        # id(callable or tensor) -> def id
    self.defs = {}
    self.deferred = []       # (container, key, fetch)
    self.calls = None        # log of getter/creator calls of the current step
    self.params = [{}]
    self.call_at = []
    self.literal_items = []

  # ---- definitions

  def make_defs(self):
    with tf.name_scope("oracle_defs_/"):
      for did, d in self.case.get("defs", {}).items():
        obj = self.make_def(did, d)
        self.defs[did] = obj
        self.keep.append(obj)
        self.def_ids[id(obj)] = did

  def make_def(self, did, d):
    kind = d["kind"]
    return getattr(self, "def_" + kind)(did, d)

  def def_initializer(self, did, d):
    init = d["init"]
    if init == "tensor":
      return tf.constant(d["value"], dtype=tf.as_dtype(d["dtype"]), name=did)
    if init == "random_tensor":
      return tf.random_uniform(d["shape"], dtype=tf.as_dtype(d["dtype"]),
                               name=did)
    if init == "raw":
      return self.raw_value(d["value"], d.get("pytype"))
    if init == "bad_object":
      return {}
    if init in ("zeros", "ones", "constant", "glorot_uniform",
                "random_uniform", "random_normal", "truncated_normal"):
      cls = {"zeros": tf.zeros_initializer, "ones": tf.ones_initializer,
             "constant": tf.constant_initializer,
             "glorot_uniform": tf.glorot_uniform_initializer,
             "random_uniform": tf.random_uniform_initializer,
             "random_normal": tf.random_normal_initializer,
             "truncated_normal": tf.truncated_normal_initializer}[init]
      if d.get("form") == "class":
        return type(cls.__name__, (cls,), {})
      if init == "constant":
        return cls(self.int_if_integral(d["value"]))
      kw = {}
      if d.get("seed") is not None:
        kw["seed"] = d["seed"]
      if d.get("dtype") is not None:
        kw["dtype"] = tf.as_dtype(d["dtype"])
      return cls(**kw)
    if init == "iota":
      def iota(shape, dtype=None, partition_info=None):
        del partition_info
        n = int(np.prod(shape)) if len(shape) else 1
        return tf.cast(tf.reshape(tf.range(n), shape), dtype)
      return iota
    if init == "offset_iota":
      def offset_iota(shape, dtype=None, partition_info=None):
        full = list(shape) if partition_info is None else list(
            partition_info.full_shape)
        off = [0] * len(full) if partition_info is None else list(
            partition_info.var_offset)
        n = int(np.prod(full)) if full else 1
        whole = np.arange(n).reshape(full)
        part = whole[tuple(slice(o, o + s) for o, s in zip(off, shape))]
        return tf.cast(tf.constant(part.astype(np.int32)), dtype)
      return offset_iota
    if init == "noarg":
      value, dtype = d["value"], tf.as_dtype(d["dtype"])
      return lambda: tf.constant(value, dtype=dtype)
    if init == "optional_arg":
      value, dtype = d["value"], tf.as_dtype(d["dtype"])
      return lambda flag=True: tf.constant(value, dtype=dtype)
    if init == "needs_arg":
      value, dtype = d["value"], tf.as_dtype(d["dtype"])
      return lambda x: tf.constant(value, dtype=dtype)
    if init == "wrong_shape":
      def wrong_shape(shape, dtype=None, partition_info=None):
        return tf.zeros([7], dtype)
      return wrong_shape
    if init == "throw":
      def thrower(shape, dtype=None, partition_info=None):
        raise UserError("initializer " + did)
      return thrower
    raise KeyError(init)

  @staticmethod
  def int_if_integral(v):
    if isinstance(v, list):
      return [Interpreter.int_if_integral(e) for e in v]
    if isinstance(v, float) and v == int(v):
      return int(v)
    return v

  @staticmethod
  def raw_value(v, pytype):
    if isinstance(v, list):
      return [Interpreter.raw_value(e, pytype) for e in v]
    if isinstance(v, (bool, str)):
      return v
    return int(v) if pytype == "int" else float(v)

  def def_regularizer(self, did, d):
    reg = d["reg"]
    scale = d.get("scale", 1.0)
    f32 = lambda v: tf.cast(tf.convert_to_tensor(v), tf.float32)
    if reg == "l2":
      return lambda v: scale * tf.reduce_sum(tf.square(f32(v)))
    if reg == "l1":
      return lambda v: scale * tf.reduce_sum(tf.abs(f32(v)))
    if reg == "sum":
      return lambda v: scale * tf.reduce_sum(f32(v))
    if reg == "mean_plus":
      return lambda v: tf.reduce_mean(f32(v)) + d["c"]
    if reg == "no_regularizer":
      return lambda v: tf.no_regularizer(v)
    if reg == "throw":
      def thrower(v):
        raise UserError("regularizer " + did)
      return thrower
    if reg == "not_callable":
      return NotCallable()
    raise KeyError(reg)

  def def_partitioner(self, did, d):
    part = d["part"]
    if part == "fixed":
      return tf.fixed_size_partitioner(d["num_shards"], axis=d.get("axis", 0))
    if part == "axis_size":
      kw = {k: d[k] for k in ("axis", "max_shards", "bytes_per_string_element")
            if d.get(k) is not None}
      return tf.variable_axis_size_partitioner(d["max_shard_bytes"], **kw)
    if part == "min_max":
      kw = {k: d[k] for k in ("max_partitions", "axis", "min_slice_size",
                              "bytes_per_string_element")
            if d.get(k) is not None}
      return tf.min_max_variable_partitioner(**kw)
    if part == "axis0":
      def axis0(shape=None, **_):
        p = [1] * len(shape)
        p[0] = d["n"]
        return p
      return axis0
    if part == "list":
      return lambda **_: list(d["value"])
    if part == "returns":
      return lambda **_: d["value"]
    if part == "throw":
      def thrower(**_):
        raise UserError("partitioner " + did)
      return thrower
    if part == "not_callable":
      return NotCallable()
    raise KeyError(part)

  def def_constraint(self, did, d):
    if d.get("fn") == "not_callable":
      return NotCallable()
    return lambda v: v

  def log_getter(self, did, kw):
    rec = {"getter": did, "name": kw.get("name"),
           "shape": kw.get("shape"), "dtype": dtype_name(kw["dtype"]),
           "initializer": self.def_id(kw.get("initializer")),
           "regularizer": self.def_id(kw.get("regularizer")),
           "partitioner": self.def_id(kw.get("partitioner")),
           "constraint": self.def_id(kw.get("constraint")),
           "reuse": reuse_json(kw.get("reuse")),
           "trainable": kw.get("trainable"),
           "collections": kw.get("collections"),
           "caching_device": kw.get("caching_device"),
           "validate_shape": kw.get("validate_shape"),
           "use_resource": kw.get("use_resource"),
           "synchronization": kw["synchronization"].name,
           "aggregation": kw["aggregation"].name}
    if rec["shape"] is not None:
      rec["shape"] = list(rec["shape"])
    if rec["collections"] is not None:
      rec["collections"] = list(rec["collections"])
    if self.calls is not None:
      self.calls.append(rec)

  def def_getter(self, did, d):
    how = d["getter"]
    if how == "not_callable":
      return NotCallable()
    cache = []

    def add(a, b, op):
      with tf.name_scope("oracle_getter_/"):
        a, b = whole(a), whole(b)
        return a + b if op == "sum" else a * b

    def custom_getter(getter, *args, **kwargs):
      assert not args
      kw = dict(kwargs)
      self.log_getter(did, kw)
      if how == "identity":
        return getter(**kw)
      if how == "suffix":
        kw["name"] = kw["name"] + d["suffix"]
        return getter(**kw)
      if how == "prefix":
        kw["name"] = d["prefix"] + kw["name"]
        return getter(**kw)
      if how == "rename":
        kw["name"] = d["name"]
        return getter(**kw)
      if how == "override":
        kw.update(self.override_kwargs(d["kw"]))
        return getter(**kw)
      if how == "two":
        sfx = d.get("suffixes", ["/0", "/1"])
        a = getter(**dict(kw, name=kw["name"] + sfx[0]))
        b = getter(**dict(kw, name=kw["name"] + sfx[1]))
        return add(a, b, d["op"])
      if how == "extra":
        getter(**dict(kw, name=kw["name"] + d["suffix"]))
        return getter(**kw)
      if how == "scale":
        v = getter(**kw)
        with tf.name_scope("oracle_getter_/"):
          return whole(v) * d["by"]
      if how == "to_tensor":
        v = getter(**kw)
        with tf.name_scope("oracle_getter_/"):
          return tf.identity(whole(v))
      if how == "cache":
        if not cache:
          cache.append(getter(**kw))
        return cache[0]
      if how == "drop":
        return None
      if how == "throw":
        raise UserError("getter " + did)
      if how == "throw_after":
        getter(**kw)
        raise UserError("getter " + did)
      raise KeyError(how)

    return custom_getter

  def override_kwargs(self, kw):
    return {k: self.value_of(k, v) for k, v in kw.items()}

  def def_creator(self, did, d):
    how = d["creator"]

    def creator(next_creator, **kwargs):
      kw = dict(kwargs)
      if self.calls is not None:
        dt = kw.get("dtype")
        self.calls.append({
            "creator": did, "name": kw.get("name"),
            "trainable": kw.get("trainable"),
            "collections": (None if kw.get("collections") is None
                            else list(kw["collections"])),
            "dtype": None if dt is None else dtype_name(dt),
            "constraint": self.def_id(kw.get("constraint")),
            "validate_shape": kw.get("validate_shape"),
            "synchronization": kw["synchronization"].name,
            "aggregation": kw["aggregation"].name})
      if how == "identity":
        return next_creator(**kw)
      if how == "rename":
        kw["name"] = d["name"]
        return next_creator(**kw)
      if how == "suffix":
        kw["name"] = (kw["name"] or "Variable") + d["suffix"]
        return next_creator(**kw)
      if how == "override":
        kw.update(self.override_kwargs(d["kw"]))
        return next_creator(**kw)
      if how == "throw":
        raise UserError("creator " + did)
      raise KeyError(how)

    return creator

  def def_id(self, obj):
    if obj is None:
      return None
    return self.def_ids.get(id(obj), "other")

  # ---- resolving arguments

  def lookup(self, label):
    if label == "current":
      return tf.get_variable_scope()
    if label not in self.env:
      raise Unbound(label)
    return self.env[label]

  def sub(self, v):
    """Substitutes {"param": p}."""
    if isinstance(v, dict) and set(v) == {"param"}:
      if v["param"] not in self.params[-1]:
        raise Unbound("param " + v["param"])
      return self.params[-1][v["param"]]
    return v

  def value_of(self, key, v):
    v = self.sub(v)
    if isinstance(v, dict):
      if "ref" in v:
        return self.defs[v["ref"]]
      if "scope" in v:
        return self.lookup(v["scope"])
      if "raw" in v:
        return v["raw"]
      if "original_name_scope_of" in v:
        return self.lookup(v["original_name_scope_of"]).original_name_scope
      if "name_scope_of" in v:
        return self.lookup(v["name_scope_of"])
      if "initialized_value_of" in v:
        var = self.lookup(v["initialized_value_of"])
        with tf.name_scope("oracle_expr_/"):
          return self.initialized_value(var) + v.get("plus", 0)
      if "dtype_of" in v:
        return self.lookup(v["dtype_of"]).dtype
      raise KeyError("value %r" % (v,))
    if v is None:
      return None
    if key == "dtype":
      try:
        return tf.as_dtype(v)
      except TypeError:
        return v
    if key == "reuse" and v == "AUTO_REUSE":
      return tf.AUTO_REUSE
    if key == "synchronization":
      return getattr(tf.VariableSynchronization, v, v)
    if key == "aggregation":
      return getattr(tf.VariableAggregation, v, v)
    if key in ("shape", "collections", "slicing"):
      return list(v)
    return v

  @staticmethod
  def initialized_value(var):
    """Variable.initialized_value() of TensorFlow 1.x.

    TensorFlow 2.21 no longer implements that method on resource variables;
    this is what it computed.
    """
    return tf.cond(tf.is_variable_initialized(var), var.read_value,
                   lambda: var.initial_value)

  def kwargs(self, args):
    return {k: self.value_of(k, v) for k, v in (args or {}).items()}

  # ---- facts

  def same_as(self, obj, at):
    seen = self.first_seen.get(id(obj))
    if seen is None:
      self.first_seen[id(obj)] = at
      self.keep.append(obj)
    return seen

  def collections_of(self, obj):
    g = tf.get_default_graph()
    return sorted(k for k in g.get_all_collection_keys()
                  if any(o is obj for o in g.get_collection(k)))

  def defer(self, container, key, fetch, shape):
    n = tf.TensorShape(shape).num_elements()
    if n is not None and n <= MAX_VALUES:
      self.deferred.append((container, key, fetch))
    else:
      container[key] = None

  def var_facts(self, v, at, identity=True):
    f = {"name": v.name, "op_name": v.op.name, "shape": shape_json(v.shape),
         "dtype": dtype_name(v.dtype), "trainable": bool(v.trainable),
         "constraint": self.def_id(v.constraint),
         "synchronization": v.synchronization.name,
         "aggregation": v.aggregation.name,
         "collections": self.collections_of(v)}
    if identity:
      f["same_as"] = self.same_as(v, at)
      if f["same_as"] is None:
        self.defer(f, "value", v, v.shape)
    return f

  def pvar_facts(self, pv, at):
    f = {"name": pv.name, "shape": shape_json(pv.shape),
         "dtype": dtype_name(pv.dtype),
         "partitions": list(pv._get_partitions()), "len": len(pv),
         "same_as": self.same_as(pv, at)}
    f["shards"] = [self.shard_facts(v) for v in pv]
    if f["same_as"] is None:
      with tf.name_scope("oracle_concat_/"):
        self.defer(f, "value", list(pv), pv.shape)
    return f

  def shard_facts(self, v):
    s = v._get_save_slice_info()
    return {"name": v.name, "shape": shape_json(v.shape),
            "dtype": dtype_name(v.dtype),
            "trainable": bool(v.trainable),
            "constraint": self.def_id(v.constraint),
            "collections": self.collections_of(v),
            "slice": {"full_name": s.full_name, "full_shape": list(s.full_shape),
                      "var_offset": list(s.var_offset),
                      "var_shape": list(s.var_shape), "spec": s.spec}}

  def object_facts(self, obj, at):
    if obj is None:
      return {"none": True}
    if isinstance(obj, Variable):
      return {"var": self.var_facts(obj, at)}
    if hasattr(obj, "_get_variable_list"):
      return {"pvar": self.pvar_facts(obj, at)}
    if isinstance(obj, (list, tuple)):
      items = []
      for v in obj:
        f = self.shard_facts(v)
        f["same_as"] = self.same_as(v, at)
        if f["same_as"] is None:
          self.defer(f, "value", v, v.shape)
        items.append(f)
      return {"list": items}
    if isinstance(obj, tf.Tensor):
      f = {"shape": shape_json(obj.shape), "dtype": dtype_name(obj.dtype),
           "same_as": self.same_as(obj, at)}
      if f["same_as"] is None:
        self.defer(f, "value", obj, obj.shape)
      return {"tensor": f}
    raise TypeError("no facts for %r" % (obj,))

  def scope_facts(self, s):
    return {"name": s.name, "original_name_scope": s.original_name_scope,
            "reuse": reuse_json(s.reuse), "dtype": dtype_name(s.dtype),
            "initializer": self.def_id(s.initializer),
            "regularizer": self.def_id(s.regularizer),
            "partitioner": self.def_id(s.partitioner),
            "custom_getter": s.custom_getter is not None,
            "constraint": self.def_id(s.constraint),
            "caching_device": s.caching_device,
            "use_resource": s.use_resource}

  def entered_facts(self, s):
    return {"scope": self.scope_facts(s), "name_scope": current_name_scope()}

  def items_facts(self, items):
    out = []
    for o in items:
      if isinstance(o, Variable) or hasattr(o, "_get_variable_list"):
        out.append(o.name)
      elif isinstance(o, (str, int, float, bool)) or o is None:
        out.append({"literal": o})
      else:
        out.append({"tensor": True})
    return out

  # ---- running

  def run(self):
    import_tf()
    graph = tf.Graph()
    with graph.as_default():
      self.make_defs()
      self.block(self.case["steps"], "", "catch")
      final = self.final()
      session = self.session_phase()
      self.evaluate(final)
    result = {"trace": self.trace, "final": final}
    if session is not None:
      result["session"] = session
    return result

  def block(self, steps, prefix, mode):
    for i, step in enumerate(steps):
      self.step(step, prefix + str(i), mode)

  def step(self, step, at, mode):
    op = step["op"]
    handler = getattr(self, "op_" + op, None)
    if handler is None:
      raise KeyError("unknown op " + op)
    saved, self.calls = self.calls, []
    try:
      handler(step, at, mode)
    finally:
      self.calls = saved

  def emit(self, at, op, **payload):
    ev = {"at": at, "op": op}
    ev.update(payload)
    if self.calls:
      ev["calls"] = self.calls
      self.calls = []
    self.trace.append(ev)
    return ev

  def leaf(self, step, at, mode, fn):
    """Runs fn() as a step without a body. fn returns (object, facts)."""
    try:
      obj, facts = fn()
    except Unbound as e:
      self.emit(at, step["op"], skip=e.label)
      return
    except Exception as e:  # noqa: BLE001 - every exception is an outcome
      self.emit(at, step["op"], err=error_record(e))
      if mode == "propagate":
        raise
      return
    self.emit(at, step["op"], ok=facts)
    if step.get("as"):
      self.env[step["as"]] = obj

  def context(self, step, at, mode, make_cm, make_facts, bind=True):
    """Runs a step with a body inside a context manager."""
    op = step["op"]
    try:
      cm = make_cm()
      obj = cm.__enter__()
    except Unbound as e:
      self.emit(at, op, skip=e.label)
      return
    except Exception as e:  # noqa: BLE001
      self.emit(at, op, err=error_record(e))
      if mode == "propagate":
        raise
      return
    self.emit(at, op, ok=make_facts(obj))
    if bind and step.get("as"):
      self.env[step["as"]] = obj
    try:
      self.block(step.get("body", []), at + ".", mode)
    except BaseException:
      cm.__exit__(*sys.exc_info())
      raise
    try:
      cm.__exit__(None, None, None)
    except Exception as e:  # noqa: BLE001
      self.emit(at, op + ":exit", err=error_record(e))
      if mode == "propagate":
        raise

  # ---- scopes

  def op_variable_scope(self, step, at, mode):
    self.context(step, at, mode,
                 lambda: tf.variable_scope(**self.kwargs(step["args"])),
                 self.entered_facts)

  def op_name_scope(self, step, at, mode):
    self.context(step, at, mode,
                 lambda: tf.name_scope(**self.kwargs(step["args"])),
                 lambda s: {"name_scope": s})

  def op_variable_creator_scope(self, step, at, mode):
    self.context(step, at, mode,
                 lambda: tf.variable_creator_scope(
                     self.value_of("creator", step["creator"])),
                 lambda s: {}, bind=False)

  def op_device(self, step, at, mode):
    self.context(step, at, mode, lambda: tf.device(step["device"]),
                 lambda s: {}, bind=False)

  def op_scope_object(self, step, at, mode):
    def fn():
      return tf.variable_scope(**self.kwargs(step["args"])), {}
    self.leaf(step, at, mode, fn)

  def op_enter(self, step, at, mode):
    def fn():
      s = self.lookup(step["object"]).__enter__()
      return s, self.entered_facts(s)
    self.leaf(step, at, mode, fn)

  def op_exit(self, step, at, mode):
    def fn():
      self.lookup(step["object"]).__exit__(None, None, None)
      s = tf.get_variable_scope()
      return s, {"scope_name": s.name}
    self.leaf(step, at, mode, fn)

  def op_get_variable_scope(self, step, at, mode):
    def fn():
      s = tf.get_variable_scope()
      return s, self.entered_facts(s)
    self.leaf(step, at, mode, fn)

  def op_scope_info(self, step, at, mode):
    def fn():
      s = self.lookup(step["scope"])
      return s, {"scope": self.scope_facts(s)}
    self.leaf(step, at, mode, fn)

  def op_reuse_variables(self, step, at, mode):
    def fn():
      s = self.lookup(step["scope"])
      s.reuse_variables()
      return s, {"scope": self.scope_facts(s)}
    self.leaf(step, at, mode, fn)

  def op_scope_set(self, step, at, mode):
    def fn():
      s = self.lookup(step["scope"])
      field = step["field"]
      getattr(s, "set_" + field)(self.value_of(field, step["value"]))
      return s, {"scope": self.scope_facts(s)}
    self.leaf(step, at, mode, fn)

  # ---- variables

  def op_get_variable(self, step, at, mode):
    def fn():
      v = tf.get_variable(**self.kwargs(step["args"]))
      return v, self.object_facts(v, at)
    self.leaf(step, at, mode, fn)

  def op_get_local_variable(self, step, at, mode):
    def fn():
      v = tf.get_local_variable(**self.kwargs(step["args"]))
      return v, self.object_facts(v, at)
    self.leaf(step, at, mode, fn)

  def op_variable(self, step, at, mode):
    def fn():
      v = tf.Variable(**self.kwargs(step["args"]))
      return v, self.object_facts(v, at)
    self.leaf(step, at, mode, fn)

  def op_create_partitioned_variables(self, step, at, mode):
    def fn():
      v = tf.create_partitioned_variables(**self.kwargs(step["args"]))
      return v, self.object_facts(v, at)
    self.leaf(step, at, mode, fn)

  def op_call_partitioner(self, step, at, mode):
    def fn():
      part = self.value_of("partitioner", step["partitioner"])
      res = part(shape=tf.TensorShape(step["shape"]),
                 dtype=tf.as_dtype(step.get("dtype", "float32")))
      return None, {"partitions": list(res)}
    self.leaf(step, at, mode, fn)

  def op_make_partitioner(self, step, at, mode):
    """Builds a partitioner late, to record the factory's own errors."""
    def fn():
      p = self.def_partitioner("late", step["partitioner"])
      return p, {}
    self.leaf(step, at, mode, fn)

  def op_partition_info(self, step, at, mode):
    def fn():
      info = vs_mod._PartitionInfo(full_shape=step["full_shape"],
                                   var_offset=step["var_offset"])
      f = {"full_shape": list(info.full_shape),
           "var_offset": list(info.var_offset)}
      if step.get("method"):
        f["result"] = getattr(info, step["method"])(step["shape"])
      return info, f
    self.leaf(step, at, mode, fn)

  def tensor_of(self, spec):
    obj = self.lookup(spec["label"])
    if "shard" in spec:
      obj = list(obj)[spec["shard"]]
    if "concat" in spec:
      return tf.concat([v.read_value() for v in obj], spec["concat"])
    return whole(obj)

  def op_values_equal(self, step, at, mode):
    def fn():
      with tf.name_scope("oracle_equal_/"):
        a, b = self.tensor_of(step["a"]), self.tensor_of(step["b"])
        f = {"equal": None}
        self.deferred.append((f, "equal", tf.reduce_all(tf.equal(a, b))))
      return None, f
    self.leaf(step, at, mode, fn)

  # ---- names

  def op_unique_name(self, step, at, mode):
    def fn():
      n = tf.get_default_graph().unique_name(
          self.sub(step["name"]), mark_as_used=step.get("mark_as_used", True))
      return n, {"unique_name": n}
    self.leaf(step, at, mode, fn)

  # ---- collections

  def op_add_to_collection(self, step, at, mode):
    def fn():
      val = step["value"]
      if isinstance(val, dict) and "var" in val:
        val = self.lookup(val["var"])
      elif isinstance(val, dict) and "literal" in val:
        val = val["literal"]
      key = step["key"]
      if isinstance(key, list):
        tf.add_to_collections(key, val)
      else:
        tf.add_to_collection(key, val)
      return None, {}
    self.leaf(step, at, mode, fn)

  def collection_result(self, items):
    facts = {"items": self.items_facts(items)}
    losses = [o for o in items if not isinstance(
        o, (Variable, str, int, float, bool)) and o is not None
        and not hasattr(o, "_get_variable_list")]
    if losses:
      facts["values"] = [None] * len(losses)
      for i, l in enumerate(losses):
        self.deferred.append((facts["values"], i, tf.convert_to_tensor(l)))
    return facts

  def op_get_collection(self, step, at, mode):
    def fn():
      scope = self.value_of("scope", step.get("scope"))
      items = tf.get_collection(step["key"], scope)
      return items, self.collection_result(items)
    self.leaf(step, at, mode, fn)

  def op_list_variables(self, step, at, mode):
    def fn():
      f = {"global": tf.global_variables, "trainable": tf.trainable_variables,
           "local": tf.local_variables}[step["which"]]
      items = f(self.value_of("scope", step.get("scope")))
      return items, self.collection_result(items)
    self.leaf(step, at, mode, fn)

  def op_scope_collection(self, step, at, mode):
    def fn():
      s = self.lookup(step["scope"])
      which = step["which"]
      if which in ("trainable_variables", "global_variables",
                   "local_variables"):
        items = getattr(s, which)()
      else:
        items = s.get_collection(which["key"])
      return items, self.collection_result(items)
    self.leaf(step, at, mode, fn)

  # ---- templates

  def op_make_template(self, step, at, mode):
    func = step["func"]

    def body(**params):
      unknown = [p for p in params if p not in func.get("params", [])]
      missing = [p for p in func.get("params", []) if p not in params]
      if unknown or missing:
        raise TypeError("oracle: template function called with a wrong set of "
                        "arguments")
      self.params.append(params)
      try:
        self.block(func["body"], self.call_at[-1] + ".", "propagate")
      finally:
        self.params.pop()
      ret = func.get("returns")
      return None if ret is None else self.env.get(ret)

    def fn():
      a = dict(step["args"])
      kw = a.pop("kwargs", {})
      name = self.value_of("name", a.pop("name"))
      call = {k + "_": self.value_of(k, v) for k, v in a.items()}
      t = tf.make_template(name, body, **call, **kw)
      return t, self.template_facts(t)
    self.leaf(step, at, mode, fn)

  def template_facts(self, t):
    s = t.variable_scope
    return {"variable_scope": None if s is None else self.scope_facts(s),
            "variable_scope_name": t.variable_scope_name,
            "variables": self.items_facts(t.variables),
            "global_variables": self.items_facts(t.global_variables),
            "local_variables": self.items_facts(t.local_variables),
            "trainable_variables": self.items_facts(t.trainable_variables),
            "non_trainable_variables": self.items_facts(
                t.non_trainable_variables)}

  def op_call_template(self, step, at, mode):
    def fn():
      t = self.lookup(step["template"])
      args = {k: self.sub(v) for k, v in step.get("args", {}).items()}
      self.call_at.append(at)
      try:
        r = t(**args)
      finally:
        self.call_at.pop()
      return r, {"result": self.object_facts(r, at),
                 "template": self.template_facts(t)}
    self.leaf(step, at, mode, fn)

  def op_template_info(self, step, at, mode):
    def fn():
      t = self.lookup(step["template"])
      return None, {"template": self.template_facts(t)}
    self.leaf(step, at, mode, fn)

  # ---- control

  def op_try(self, step, at, mode):
    raised = None
    try:
      self.block(step["body"], at + ".", "propagate")
    except Exception as e:  # noqa: BLE001
      raised = {"class": type(e).__name__, "kind": classify(e)}
    s = tf.get_variable_scope()
    self.emit(at, "try", ok={"raised": raised, "scope_name": s.name,
                             "reuse": reuse_json(s.reuse),
                             "name_scope": current_name_scope()})

  def op_raise(self, step, at, mode):
    def fn():
      raise UserError("raise step")
    self.leaf(step, at, mode, fn)

  # ---- variable stores

  def op_new_store(self, step, at, mode):
    self.leaf(step, at, mode, lambda: (vs_mod.EagerVariableStore(), {}))

  def op_with_store(self, step, at, mode):
    self.context(step, at, mode,
                 lambda: self.lookup(step["store"]).as_default(),
                 lambda s: {}, bind=False)

  def op_store_variables(self, step, at, mode):
    def fn():
      st = self.lookup(step["store"])
      return None, {
          "variables": self.items_facts(st.variables()),
          "trainable_variables": self.items_facts(st.trainable_variables()),
          "non_trainable_variables": self.items_facts(
              st.non_trainable_variables())}
    self.leaf(step, at, mode, fn)

  # ---- the end of a case

  def all_variables(self):
    out, seen = [], set()

    def add(v):
      if isinstance(v, Variable) and id(v) not in seen:
        seen.add(id(v))
        out.append(v)

    g = tf.get_default_graph()
    for k in g.get_all_collection_keys():
      for o in g.get_collection(k):
        add(o)
    store = vs_mod._get_default_variable_store()
    for v in list(store._vars.values()):
      add(v)
    for o in self.keep:
      add(o)
      if hasattr(o, "_get_variable_list"):
        for v in o:
          add(v)
    return out

  def final(self):
    g = tf.get_default_graph()
    s = tf.get_variable_scope()
    cols = {}
    for k in sorted(g.get_all_collection_keys()):
      if k in ("cond_context", "while_context"):
        continue
      if k == tf.GraphKeys.REGULARIZATION_LOSSES:
        continue
      items = self.items_facts(g.get_collection(k))
      if items:
        cols[k] = items
    return {"scope_name": s.name, "scope_reuse": reuse_json(s.reuse),
            "name_scope": current_name_scope(), "collections": cols,
            "losses": [], "losses_after_doubling": [], "values": {}}

  def session_config(self):
    return tf.ConfigProto(
        intra_op_parallelism_threads=1, inter_op_parallelism_threads=1,
        allow_soft_placement=True, device_count={"GPU": 0})

  def evaluate(self, final):
    """Fills in values: those that two independent sessions agree on."""
    variables = self.all_variables()
    losses = [tf.convert_to_tensor(l) for l in
              tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)]
    small = [v for v in variables
             if v.shape.num_elements() is not None
             and v.shape.num_elements() <= MAX_VALUES]
    init = tf.variables_initializer(variables)
    doubled = [v for v in variables if v.dtype.base_dtype == tf.float32]
    double = tf.group(*[tf.assign(v, v * 2.0) for v in doubled])
    fetches = {"d": [self.fetch_of(f) for _, _, f in self.deferred],
               "l": losses, "v": [v.read_value() for v in small]}
    runs = []
    for _ in range(2):
      with tf.Session(config=self.session_config()) as sess:
        sess.run(init)
        got = sess.run(fetches)
        if losses:
          sess.run(double)
          got["l2"] = sess.run(losses)
        else:
          got["l2"] = []
        runs.append(got)
    a, b = runs
    for i, (container, key, _) in enumerate(self.deferred):
      if same_value(a["d"][i], b["d"][i]):
        container[key] = self.join(a["d"][i])
      elif isinstance(container, dict):
        container[key] = None
    final["losses"] = [plain(x) if same_value(x, y) else None
                       for x, y in zip(a["l"], b["l"])]
    final["losses_after_doubling"] = [
        plain(x) if same_value(x, y) else None
        for x, y in zip(a["l2"], b["l2"])]
    for v, x, y in sorted(zip(small, a["v"], b["v"]), key=lambda t: t[0].name):
      if same_value(x, y):
        final["values"][v.name] = plain(np.asarray(x)) if np.ndim(x) else plain(x)

  def fetch_of(self, f):
    if isinstance(f, list):
      return [v.read_value() for v in f]
    if isinstance(f, Variable):
      return f.read_value()
    return f

  def join(self, value):
    if isinstance(value, list):
      return [plain(np.asarray(x)) for x in value]   # one entry per shard
    return plain(np.asarray(value)) if np.ndim(value) else plain(value)

  def session_phase(self):
    actions = self.case.get("session")
    if actions is None:
      return None
    out = []
    with tf.Session(config=self.session_config()) as sess:
      report = tf.report_uninitialized_variables()
      for a in actions:
        do = a["do"]
        rec = {"do": do}
        try:
          if do == "init_global":
            sess.run(tf.global_variables_initializer())
          elif do == "init_local":
            sess.run(tf.local_variables_initializer())
          elif do == "init":
            sess.run(self.lookup(a["var"]).initializer)
          elif do == "read":
            x = np.asarray(sess.run(self.lookup(a["var"])))
            rec["value"] = plain(x) if x.ndim else plain(x[()])
          elif do in ("assign", "assign_add", "assign_sub"):
            op = getattr(self.lookup(a["var"]), do)(a["value"])
            x = np.asarray(sess.run(op))
            rec["value"] = plain(x) if x.ndim else plain(x[()])
          elif do == "report_uninitialized":
            rec["names"] = [plain(n) for n in sess.run(report)]
          else:
            raise KeyError(do)
        except tf.errors.OpError as e:
          rec["err"] = {"class": "OpError", "kind": "uninitialized"
                        if isinstance(e, tf.errors.FailedPreconditionError)
                        else "other"}
        out.append(rec)
    return out


def whole(v):
  """The value of a variable, partitioned variable or tensor, as a tensor.

  PartitionedVariable.as_tensor() would take the variable's own name for the
  op it makes; the concatenation here leaves the names of the program alone.
  """
  if hasattr(v, "_get_variable_list"):
    shards = [s.read_value() for s in v]
    return shards[0] if len(shards) == 1 else tf.concat(
        shards, v._partition_axes()[0])
  return v.read_value() if isinstance(v, Variable) else tf.convert_to_tensor(v)


def same_value(x, y):
  if isinstance(x, list):
    return len(x) == len(y) and all(same_value(a, b) for a, b in zip(x, y))
  return np.array_equal(np.asarray(x), np.asarray(y))


def reuse_json(r):
  if r is tf.AUTO_REUSE:
    return "AUTO_REUSE"
  return bool(r)


def current_name_scope():
  return tf.get_default_graph().get_name_scope()


def run_case(case):
  """Returns {"trace":…, "final":…[, "session":…]} for one case."""
  return Interpreter(case).run()


# --------------------------------------------------------------------------
# tags: what a case needs, so that a runner can skip what it does not offer


def case_tags(case):
  tags = set(case.get("tags_extra", []))
  defs = case.get("defs", {})
  for d in defs.values():
    if d["kind"] == "partitioner":
      tags.add("partition")
    if d["kind"] == "getter":
      tags.add("custom-getter")
    if d["kind"] == "creator":
      tags.add("creator")
    if d["kind"] == "regularizer":
      tags.add("regularizer")
    if d.get("pytype") == "int":
      tags.add("raw-int")
    if d.get("dtype") == "string":
      tags.add("string-dtype")

  def walk(steps):
    for s in steps:
      op = s["op"]
      a = s.get("args", {})
      if op in ("scope_object", "enter", "exit"):
        tags.add("manual-scope")
      if op in ("new_store", "with_store", "store_variables"):
        tags.add("variable-store")
      if op in ("make_template", "call_template", "template_info"):
        tags.add("template")
      if op == "create_partitioned_variables":
        tags.add("legacy-partition")
        tags.add("partition")
      if op == "name_scope":
        tags.add("name-scope")
      if op == "device":
        tags.add("device")
      if op == "variable":
        tags.add("tf-variable")
      if op in ("try", "raise"):
        tags.add("exceptions")
      if op in ("call_partitioner", "make_partitioner"):
        tags.add("partition")
      if op == "partition_info":
        tags.add("partition-info")
      if isinstance(a, dict):
        if a.get("dtype") == "string":
          tags.add("string-dtype")
        if a.get("dtype") == "complex64":
          tags.add("complex-dtype")
        sh = a.get("shape")
        if isinstance(sh, list) and any(x is None for x in sh):
          tags.add("partial-shape")
        if isinstance(sh, dict):
          tags.add("py-shape")
        ini = a.get("initializer")
        if isinstance(ini, dict) and "initialized_value_of" in ini:
          tags.add("initialized-value")
      walk(s.get("body", []))
      if "func" in s:
        walk(s["func"]["body"])

  walk(case["steps"])
  if case.get("session") is not None:
    tags.add("session")
  return sorted(tags)


# --------------------------------------------------------------------------
# comparing traces


INFORMATIVE = ("msg",)   # recorded, never compared


def diff(exp, act, path="", out=None, tol=1e-4):
  """Differences between two JSON values as (path, expected, actual)."""
  if out is None:
    out = []
  if isinstance(exp, dict) and isinstance(act, dict):
    for k in list(exp) + [k for k in act if k not in exp]:
      if k in INFORMATIVE:
        continue
      if k not in act:
        out.append((path + "/" + k, exp[k], "<absent>"))
      elif k not in exp:
        out.append((path + "/" + k, "<absent>", act[k]))
      else:
        diff(exp[k], act[k], path + "/" + k, out, tol)
  elif isinstance(exp, list) and isinstance(act, list):
    if len(exp) != len(act):
      out.append((path + "/length", len(exp), len(act)))
    for i, (e, a) in enumerate(zip(exp, act)):
      diff(e, a, "%s/%d" % (path, i), out, tol)
  elif (isinstance(exp, (int, float)) and isinstance(act, (int, float))
        and not isinstance(exp, bool) and not isinstance(act, bool)):
    if not math.isclose(exp, act, rel_tol=tol, abs_tol=tol):
      out.append((path, exp, act))
  elif type(exp) is not type(act) or exp != act:
    out.append((path, exp, act))
  return out


def diff_case(exp, act):
  return diff({k: exp.get(k) for k in ("trace", "final", "session")},
              {k: act.get(k) for k in ("trace", "final", "session")})


# --------------------------------------------------------------------------
# files


def compact(o):
  return json.dumps(o, ensure_ascii=True, separators=(",", ":"))


def dump_file(doc):
  """JSON with one line per step and per event: small, and easy to diff."""
  lines = ["{", ' "format": %d,' % doc["format"],
           ' "theme": %s,' % json.dumps(doc["theme"])]
  if doc.get("note"):
    lines.append(' "note": %s,' % json.dumps(doc["note"]))
  lines.append(' "cases": [')
  for ci, c in enumerate(doc["cases"]):
    lines.append("  {")
    body = []
    for k in ("id", "source", "note", "tags"):
      if c.get(k) is not None:
        body.append('   "%s": %s' % (k, compact(c[k])))
    for k in ("defs",):
      if c.get(k):
        inner = ",\n".join("    %s: %s" % (json.dumps(i), compact(d))
                           for i, d in c[k].items())
        body.append('   "%s": {\n%s\n   }' % (k, inner))
    for k in ("steps", "session", "trace", "session_trace"):
      if c.get(k) is not None:
        inner = ",\n".join("    " + compact(s) for s in c[k])
        body.append('   "%s": [\n%s\n   ]' % (k, inner) if c[k]
                    else '   "%s": []' % k)
    if c.get("final") is not None:
      body.append('   "final": %s' % compact(c["final"]))
    lines.append(",\n".join(body))
    lines.append("  }" + ("," if ci + 1 < len(doc["cases"]) else ""))
  lines.append(" ]")
  lines.append("}")
  return "\n".join(lines) + "\n"


def load_file(path):
  opener = gzip.open if path.endswith(".gz") else open
  with opener(path, "rt", encoding="utf-8") as f:
    doc = json.load(f)
  assert doc["format"] == FORMAT, path
  return doc


def save_file(path, doc):
  text = dump_file(doc)
  assert json.loads(text)  # well-formed
  data = text.encode("utf-8")
  if path.endswith(".gz"):
    data = gzip.compress(data, mtime=0)   # the same bytes every time
  with open(path, "wb") as f:
    f.write(data)


def with_trace(case):
  r = run_case(case)
  c = dict(case)
  c.pop("tags_extra", None)
  c["tags"] = case_tags(case) if "tags_extra" in case or "tags" not in case \
      else case["tags"]
  c["trace"] = r["trace"]
  c["final"] = r["final"]
  if "session" in r:
    c["session_trace"] = r["session"]
  return c


def golden(case):
  return {"trace": case["trace"], "final": case["final"],
          "session": case.get("session_trace")}


def measured(case):
  r = run_case(case)
  return {"trace": r["trace"], "final": r["final"], "session": r.get("session")}


# --------------------------------------------------------------------------
# statistics


def outcomes(case):
  for ev in case["trace"]:
    if "err" in ev:
      yield ev["op"], "error", ev["err"]["kind"]
    elif "skip" in ev:
      yield ev["op"], "skip", ""
    else:
      yield ev["op"], "ok", ""


def stats(files):
  by_kind, by_op, n_cases, n_events, ok = {}, {}, 0, 0, 0
  per_file = []
  for path in files:
    doc = load_file(path)
    f_ok = f_err = 0
    for c in doc["cases"]:
      n_cases += 1
      for op, what, kind in outcomes(c):
        n_events += 1
        o = by_op.setdefault(op, [0, 0, 0])
        o[["ok", "error", "skip"].index(what)] += 1
        if what == "ok":
          ok += 1
          f_ok += 1
        elif what == "error":
          f_err += 1
          by_kind.setdefault(kind, [0, set()])
          by_kind[kind][0] += 1
          by_kind[kind][1].add(c["id"])
    per_file.append((os.path.basename(path), len(doc["cases"]), f_ok, f_err))
  print("%-32s %6s %8s %8s" % ("file", "cases", "ok", "errors"))
  for row in per_file:
    print("%-32s %6d %8d %8d" % row)
  print("\n%d cases, %d events, %d ok (%.1f%%)" %
        (n_cases, n_events, ok, 100.0 * ok / max(1, n_events)))
  print("\n%-32s %8s %8s %8s" % ("step", "ok", "error", "skipped"))
  for op in sorted(by_op):
    print("%-32s %8d %8d %8d" % ((op,) + tuple(by_op[op])))
  print("\n%-36s %8s %8s" % ("error kind", "events", "cases"))
  for k in sorted(by_kind, key=lambda k: -by_kind[k][0]):
    print("%-36s %8d %8d" % (k, by_kind[k][0], len(by_kind[k][1])))
  missing = [k for k, _ in KINDS if k not in by_kind]
  print("\nkinds of kinds.json without an event: %s" %
        (", ".join(sorted(set(missing))) or "none"))


# --------------------------------------------------------------------------
# planted differences


def plant(case, rng):
  """Yields (description, mutated golden) for many single planted differences."""
  g = golden(case)
  leaves = []

  def walk(o, path):
    if isinstance(o, dict):
      for k, v in o.items():
        if k not in INFORMATIVE:
          walk(v, path + [k])
    elif isinstance(o, list):
      for i, v in enumerate(o):
        walk(v, path + [i])
    else:
      leaves.append(path)

  walk(g, [])
  rng.shuffle(leaves)
  for path in leaves[:12]:
    m = copy.deepcopy(g)
    o = m
    for k in path[:-1]:
      o = o[k]
    old = o[path[-1]]
    if isinstance(old, bool):
      new = not old
    elif isinstance(old, (int, float)):
      new = old + 1
    elif isinstance(old, str):
      new = old + "_1"
    else:
      new = "planted"
    o[path[-1]] = new
    yield "/".join(map(str, path)), m
  if g["trace"]:
    m = copy.deepcopy(g)
    del m["trace"][rng.randrange(len(m["trace"]))]
    yield "event removed", m
  for key, items in g["final"]["collections"].items():
    if len(items) >= 2 and items[0] != items[-1]:
      m = copy.deepcopy(g)
      m["final"]["collections"][key].reverse()
      yield "collection %s reversed" % key, m
      break


def behaviour_mutants():
  """Small changes to TensorFlow itself, to see whether the corpus notices.

  Each mutant patches the installed Python code in memory for the time of one
  pass over the cases.
  """
  from tensorflow.python.ops import variable_scope as vsm
  from tensorflow.python.framework import ops as ops_mod

  def patch(obj, name, new):
    old = obj.__dict__[name] if isinstance(obj, type) else getattr(obj, name)
    setattr(obj, name, new)
    return lambda: setattr(obj, name, old)

  def keep_counters():
    return patch(vsm._VariableScopeStore, "close_variable_subscopes",
                 lambda self, n: None)

  def constraint_inherited():
    orig = vsm._pure_variable_scope.__enter__

    def enter(self):
      outer = self._var_scope_store.current_scope
      s = orig(self)
      if s._constraint is None:
        s._constraint = outer._constraint
      return s
    return patch(vsm._pure_variable_scope, "__enter__", enter)

  def no_name_reset():
    orig = vsm.VariableScope.get_variable

    def gv(self, store, name, **kw):
      if self.reuse is True and kw.get("reuse") is None:
        kw["reuse"] = vsm.AUTO_REUSE     # True behaves as AUTO_REUSE
      return orig(self, store, name, **kw)
    return patch(vsm.VariableScope, "get_variable", gv)

  def getter_order():
    def wrap(cg, old):
      if old is None:
        return cg

      def w(getter, *a, **k):
        import functools
        return old(functools.partial(cg, getter), *a, **k)
      return w
    return patch(vsm, "_maybe_wrap_custom_getter", wrap)

  def slices_to_the_end():
    def it(full_shape, num_slices, slice_dim):
      excess = full_shape[slice_dim] % num_slices
      off = [0] * len(full_shape)
      small = full_shape[slice_dim] // num_slices
      for i in range(num_slices):
        s = full_shape[:]
        s[slice_dim] = small + bool(i >= num_slices - excess)
        yield off[:], s
        off[slice_dim] += s[slice_dim]
    return patch(vsm, "_iter_slices", it)

  def case_sensitive():
    def unique(self, name, mark_as_used=True):
      used = self._names_in_use
      if self._name_stack:
        name = self._name_stack + "/" + name
      i = used.get(name, 0)
      if mark_as_used:
        used[name] = i + 1
      if i == 0:
        return name
      key = name
      while key in used:
        key = "%s_%d" % (name, i)
        i += 1
      if mark_as_used:
        used[key] = 1
      return key
    return patch(ops_mod.Graph, "unique_name", unique)

  def jump_keeps_counts():
    orig = vsm._pure_variable_scope.__exit__

    def ex(self, *a):
      if isinstance(self._name_or_scope, vsm.VariableScope):
        self._old_subscopes = self._var_scope_store.variable_scopes_count
      return orig(self, *a)
    return patch(vsm._pure_variable_scope, "__exit__", ex)

  return {"default-name counters survive the parent's exit": keep_counters,
          "constraint is inherited by sub-scopes": constraint_inherited,
          "reuse=True creates missing variables": no_name_reset,
          "nested custom getters run outermost scope first": getter_order,
          "uneven shards: surplus goes to the last ones": slices_to_the_end,
          "op names are case sensitive": case_sensitive,
          "leaving a captured scope keeps inner counters": jump_keeps_counts}


def selftest(files, seed=7):
  rng = random.Random(seed)
  planted = found = 0
  for path in files:
    for c in load_file(path)["cases"]:
      g = golden(c)
      assert not diff(g, copy.deepcopy(g))
      for what, m in plant(c, rng):
        planted += 1
        if diff(g, m):
          found += 1
        else:
          print("NOT DETECTED %s %s" % (c["id"], what))
  print("planted in traces: %d, detected: %d" % (planted, found))
  import_tf()
  bad = 0
  for name, apply in behaviour_mutants().items():
    undo = apply()
    caught = total = broken = 0
    try:
      for path in files:
        for c in load_file(path)["cases"]:
          total += 1
          try:
            if diff(golden(c), measured(c)):
              caught += 1
          except Exception:  # noqa: BLE001 - the mutant broke the run
            broken += 1
    finally:
      undo()
    print("mutant %-52s caught by %4d of %d cases%s" % (
        name, caught, total, ", could not run %d" % broken if broken else ""))
    bad += caught == 0
  return planted == found and not bad


# --------------------------------------------------------------------------
# program generator


class ScopeModel:
  """What the generator believes about an open or captured variable scope."""

  def __init__(self, name="", reuse=False, dtype="float32", init=None,
               part=None, getter=None, reg=False):
    self.name, self.reuse, self.dtype = name, reuse, dtype
    self.init, self.part, self.getter, self.reg = init, part, getter, reg

  def copy(self):
    return copy.copy(self)


class Generator:
  """A seeded random program. The model is a bias, not a specification."""

  VAR_NAMES = ["v", "w", "b", "x", "y", "kernel", "bias", "weights", "alpha"]
  SCOPE_NAMES = ["foo", "bar", "baz", "layer", "tower", "block", "net", "enc"]
  DEFAULT_NAMES = ["layer", "dense", "conv", "foo", "bar"]
  OP_NAMES = ["c", "out", "op", "foo", "v", "act"]
  NAME_SCOPES = ["ns", "scope", "foo", "bar", "inner", "tower", "layer"]
  BAD_NAMES = ["_bad", "sp ace", "-x", "a:b", "/lead", "tr\u00e9s", "a*b"]
  SHAPES = [[], [1], [2], [3], [4], [5], [2, 3], [3, 2], [4, 2], [5, 3],
            [2, 2, 2], [6], [1, 4]]
  COLLECTIONS = ["my_collection", "losses_vars", "model_variables"]
  KEYS = ["variables", "trainable_variables", "local_variables"]

  # weights of the steps per theme
  BASE = dict(variable_scope=22, get_variable=40, get_local_variable=3,
              variable=3, name_scope=4, unique_name=5, reuse_variables=2,
              scope_set=1, get_variable_scope=2, scope_info=1,
              add_to_collection=1, get_collection=1, scope_collection=2,
              list_variables=1, make_template=0, call_template=0,
              template_info=0, creator_scope=0, attempt=1, raise_=0.3,
              create_partitioned=0, call_partitioner=0, store=0,
              reuse_probe=1.5, counters=1)
  THEMES = {
      "naming": dict(variable_scope=34, name_scope=16, unique_name=16,
                     get_variable=26, variable=10, counters=9),
      "reuse": dict(get_variable=50, reuse_variables=6, variable_scope=28,
                    reuse_probe=12),
      "inheritance": dict(variable_scope=30, scope_set=7, scope_info=3,
                          get_variable_scope=4, get_variable=44),
      "partitioning": dict(get_variable=48, variable_scope=24,
                           reuse_variables=4, create_partitioned=4,
                           call_partitioner=3, reuse_probe=12),
      "custom-getters": dict(get_variable=44, variable_scope=30),
      "collections": dict(add_to_collection=10, get_collection=10,
                          scope_collection=10, list_variables=8,
                          get_local_variable=12, variable=8),
      "templates": dict(make_template=18, call_template=34, template_info=4,
                        get_variable=8, variable_scope=18, variable=1),
      "errors": dict(get_variable=50, variable_scope=30, attempt=5,
                     raise_=2, variable=5, reuse_probe=8),
      "reentry": dict(variable_scope=46, get_variable=30, unique_name=8,
                      name_scope=6, get_variable_scope=6, counters=10),
      "locals": dict(get_local_variable=40, get_variable=16,
                     scope_collection=8, list_variables=6),
      "regularization": dict(get_variable=46, variable_scope=28,
                             get_collection=6),
      "creators": dict(creator_scope=20, variable=16, get_variable=34),
      "mixed": dict(make_template=2, call_template=4, creator_scope=2,
                    scope_set=3, name_scope=8, variable=6, store=1,
                    create_partitioned=1),
  }

  def __init__(self, seed, theme, size=None):
    self.rng = random.Random("%s/%s" % (seed, theme))
    self.theme = theme
    self.w = dict(self.BASE)
    self.w.update(self.THEMES[theme])
    self.defs = {}
    self.n = {}
    self.scopes = []          # captured: (label, ScopeModel)
    self.name_scopes = []     # labels
    self.vars = {}            # full name -> (shape, dtype, partitions)
    self.labels = []          # variable labels
    self.templates = []       # (label, params)
    self.stack = [ScopeModel()]
    self.budget = size or self.rng.randint(8, 30)
    self.depth = 0
    self.in_func = 0
    t = theme
    self.p = dict(
        part=0.55 if t == "partitioning" else 0.04,
        getter=0.5 if t == "custom-getters" else 0.03,
        reg=0.6 if t == "regularization" else 0.08,
        wrong=0.5 if t == "errors" else 0.05,
        constraint=0.3 if t == "inheritance" else 0.06,
        init=0.6 if t in ("inheritance", "regularization") else 0.4,
        dtype=0.3 if t == "inheritance" else 0.12,
        default_name=0.45 if t in ("naming", "reentry") else 0.2,
        captured=0.6 if t == "reentry" else 0.25,
        reuse=0.6 if t == "reuse" else 0.3,
        aux=0.3 if t in ("naming", "reentry") else 0.08,
        collections=0.4 if t == "collections" else 0.08)

  # ---- helpers

  def chance(self, p):
    return self.rng.random() < p

  def pick(self, seq):
    return seq[self.rng.randrange(len(seq))]

  def label(self, kind):
    self.n[kind] = self.n.get(kind, 0) + 1
    return kind + str(self.n[kind])

  def define(self, prefix, d):
    did = self.label(prefix)
    self.defs[did] = d
    return {"ref": did}

  def old_def(self, kind):
    ids = [i for i, d in self.defs.items() if d["kind"] == kind]
    return {"ref": self.pick(ids)} if ids and self.chance(0.4) else None

  @property
  def cur(self):
    return self.stack[-1]

  # ---- definitions

  def values(self, shape, dtype):
    n = 1
    for d in shape:
      n *= d
    if dtype == "bool":
      flat = [self.chance(0.5) for _ in range(n)]
    elif dtype == "int32":
      flat = [self.rng.randint(-3, 9) for _ in range(n)]
    else:
      flat = [self.rng.randint(-8, 8) / 4.0 for _ in range(n)]

    def nest(sh, it):
      if not sh:
        return next(it)
      return [nest(sh[1:], it) for _ in range(sh[0])]
    return nest(shape, iter(flat))

  def init_fn(self, dtype=None):
    """An initializer that is called with a shape."""
    old = self.old_def("initializer")
    if old and self.is_fn(old):
      return old
    r = self.rng.random()
    if r < 0.22:
      d = {"init": "zeros"}
    elif r < 0.42:
      d = {"init": "ones"}
    elif r < 0.68:
      d = {"init": "constant", "value": self.rng.randint(-3, 5)}
    elif r < 0.86:
      d = {"init": "iota"}
    elif r < 0.95:
      d = {"init": "offset_iota"}
    else:
      d = {"init": "random_uniform"} if dtype in (None, "float32") else {
          "init": "zeros"}
    if d["init"] in ("zeros", "ones") and self.chance(0.25):
      d["form"] = "class"
    return self.define("i", dict(kind="initializer", **d))

  def is_fn(self, ref):
    return self.defs[ref["ref"]]["init"] not in (
        "tensor", "raw", "noarg", "optional_arg", "needs_arg")

  def init_value(self, shape=None, dtype=None):
    """A tensor, a raw value or a function without arguments."""
    shape = self.pick(self.SHAPES) if shape is None else shape
    dtype = dtype or self.pick(["float32", "float32", "float32", "int32"])
    r = self.rng.random()
    if r < 0.55:
      d = {"init": "tensor", "value": self.values(shape, dtype),
           "dtype": dtype}
    elif r < 0.75 and dtype == "float32":
      d = {"init": "raw", "value": self.values(shape, "float32")}
    else:
      d = {"init": "noarg", "value": self.values(shape, dtype),
           "dtype": dtype}
    return self.define("i", dict(kind="initializer", **d))

  def regularizer(self):
    old = self.old_def("regularizer")
    if old:
      return old
    r = self.rng.random()
    if r < 0.4:
      d = {"reg": "l2", "scale": self.pick([0.5, 0.25, 2.0])}
    elif r < 0.6:
      d = {"reg": "l1", "scale": self.pick([0.5, 1.5])}
    elif r < 0.75:
      d = {"reg": "sum"}
    elif r < 0.85:
      d = {"reg": "mean_plus", "c": 0.5}
    else:
      d = {"reg": "no_regularizer"}
    return self.define("r", dict(kind="regularizer", **d))

  def partitioner(self):
    old = self.old_def("partitioner")
    if old:
      return old
    r = self.rng.random()
    if r < 0.45:
      d = {"part": "fixed", "num_shards": self.rng.randint(1, 4)}
      if self.chance(0.12):
        d["axis"] = 1
    elif r < 0.62:
      d = {"part": "axis_size", "max_shard_bytes": self.pick([4, 8, 12, 16, 64])}
      if self.chance(0.3):
        d["max_shards"] = self.rng.randint(1, 3)
    elif r < 0.76:
      d = {"part": "min_max", "max_partitions": self.rng.randint(1, 4),
           "min_slice_size": self.pick([4, 8, 16])}
    elif r < 0.93:
      d = {"part": "axis0", "n": self.rng.randint(1, 3)}
    else:
      d = {"part": "list", "value": self.pick([[2], [2, 1], [1, 2], [1, 1, 2]])}
    return self.define("p", dict(kind="partitioner", **d))

  def getter(self):
    old = self.old_def("getter")
    if old:
      return old
    r = self.rng.random()
    if r < 0.3:
      d = {"getter": "identity"}
    elif r < 0.45:
      d = {"getter": "suffix", "suffix": self.pick(["_s", "_t", "/sub"])}
    elif r < 0.52:
      d = {"getter": "prefix", "prefix": self.pick(["p/", "q_"])}
    elif r < 0.57:
      d = {"getter": "rename", "name": self.pick(["renamed", "other/name"])}
    elif r < 0.7:
      d = {"getter": "override", "kw": self.override_kw()}
    elif r < 0.8:
      d = {"getter": "two", "op": self.pick(["sum", "prod"])}
    elif r < 0.86:
      d = {"getter": "extra", "suffix": "_extra"}
    elif r < 0.91:
      d = {"getter": "scale", "by": 2}
    elif r < 0.95:
      d = {"getter": "cache"}
    elif r < 0.98:
      d = {"getter": "drop"}
    else:
      d = {"getter": self.pick(["throw", "throw_after"])}
    return self.define("g", dict(kind="getter", **d))

  def override_kw(self):
    r = self.rng.random()
    if r < 0.3:
      return {"trainable": self.chance(0.5)}
    if r < 0.5:
      return {"reuse": self.pick([True, False, "AUTO_REUSE"])}
    if r < 0.65:
      return {"collections": [self.pick(self.COLLECTIONS)]}
    if r < 0.8:
      return {"initializer": self.init_fn()}
    if r < 0.9:
      return {"regularizer": self.regularizer()}
    return {"partitioner": self.pick([None, self.partitioner()])}

  def creator(self):
    old = self.old_def("creator")
    if old:
      return old
    r = self.rng.random()
    if r < 0.4:
      d = {"creator": "identity"}
    elif r < 0.6:
      d = {"creator": "rename", "name": "forced"}
    elif r < 0.75:
      d = {"creator": "suffix", "suffix": "_c"}
    elif r < 0.95:
      d = {"creator": "override", "kw": self.pick(
          [{"trainable": False}, {"trainable": True},
           {"collections": [self.pick(self.COLLECTIONS)]}])}
    else:
      d = {"creator": "throw"}
    return self.define("k", dict(kind="creator", **d))

  def constraint(self):
    return self.old_def("constraint") or self.define(
        "c", {"kind": "constraint", "fn": "identity"})

  # ---- steps

  def program(self):
    steps = self.block(self.budget)
    return {"defs": self.defs, "steps": steps}

  def block(self, upto):
    out = []
    while self.budget > 0 and len(out) < upto:
      s = self.step()
      if isinstance(s, list):
        out.extend(s)
      elif s is not None:
        out.append(s)
      if self.depth and len(out) >= 2 and self.chance(0.3):
        break
    return out

  def step(self):
    names = [k for k in self.w if self.w[k] > 0]
    weights = [self.w[k] for k in names]
    k = self.rng.choices(names, weights)[0]
    self.budget -= 1
    return getattr(self, "gen_" + k)()

  def gen_variable_scope(self):
    if self.depth >= 4 or self.budget < 1:
      return None
    a = {}
    m = None
    cur = self.cur
    wrong = self.chance(self.p["wrong"])
    if self.scopes and self.chance(self.p["captured"]):
      lab, cap = self.pick(self.scopes)
      a["name_or_scope"] = {"scope": lab}
      m = cap.copy()
      if self.chance(0.1):
        a["default_name"] = self.pick(self.DEFAULT_NAMES)
    elif self.chance(self.p["default_name"]):
      a["name_or_scope"] = None
      a["default_name"] = self.pick(self.DEFAULT_NAMES)
      m = cur.copy()
      m.name = (cur.name + "/" if cur.name else "") + a["default_name"]
    else:
      n = self.scope_name()
      a["name_or_scope"] = n
      m = cur.copy()
      m.name = (cur.name + "/" if cur.name else "") + n
    if self.chance(self.p["reuse"]):
      r = self.pick([True, True, "AUTO_REUSE", "AUTO_REUSE", False, None])
      a["reuse"] = r
      if r:
        m.reuse = r
        if a["name_or_scope"] is None and not self.chance(0.25):
          del a["reuse"]
    if self.chance(self.p["init"] * 0.5):
      if self.chance(0.2):
        a["initializer"] = self.init_value()
        m.init = a["initializer"]
      else:
        a["initializer"] = self.init_fn(m.dtype)
        m.init = a["initializer"]
    if self.chance(self.p["reg"] * 0.6):
      a["regularizer"] = self.regularizer()
      m.reg = True
    if self.chance(self.p["dtype"] * 0.6):
      a["dtype"] = self.pick(["float32", "int32", "int32"])
      m.dtype = a["dtype"]
    if self.chance(self.p["part"] * 0.5):
      a["partitioner"] = self.partitioner()
      m.part = a["partitioner"]
    if self.chance(self.p["getter"] * 0.7):
      a["custom_getter"] = self.getter()
      m.getter = a["custom_getter"]
    if self.chance(self.p["constraint"] * 0.6):
      a["constraint"] = self.constraint()
    if self.chance(0.04):
      a["caching_device"] = self.pick(["/cpu:0", "/device:CPU:0"])
    if self.chance(0.05):
      a["use_resource"] = True
    if self.chance(self.p["aux"]):
      a["auxiliary_name_scope"] = False
    if wrong and self.chance(0.5):
      self.spoil_scope(a)
    step = {"op": "variable_scope", "args": a}
    if self.chance(0.55 if self.theme != "reentry" else 0.85):
      step["as"] = self.label("s")
      self.scopes.append((step["as"], m))
    self.depth += 1
    self.stack.append(m)
    step["body"] = self.block(self.rng.randint(1, 6))
    self.stack.pop()
    self.depth -= 1
    return step

  def scope_name(self):
    n = self.pick(self.SCOPE_NAMES)
    r = self.rng.random()
    if r < 0.05:
      n = n + "/" + self.pick(self.SCOPE_NAMES)
    elif r < 0.08:
      n = n + "_1"
    elif r < 0.1:
      n = n.upper()
    elif r < 0.12:
      n = n + "." + self.pick(["a", "b"])
    elif r < 0.13:
      n = ""
    return n

  def spoil_scope(self, a):
    r = self.rng.randrange(9)
    if r == 0:
      a["name_or_scope"] = {"raw": 3}
    elif r == 1:
      a["name_or_scope"] = None
      a.pop("default_name", None)
    elif r == 2:
      a["reuse"] = {"raw": "yes"}
    elif r == 3:
      a["auxiliary_name_scope"] = {"raw": "invalid"}
    elif r in (4, 5):
      a["name_or_scope"] = self.pick(self.BAD_NAMES)
    elif r == 6:
      a["name_or_scope"] = None
      a["default_name"] = self.pick(self.BAD_NAMES)
    elif r == 7:
      a["custom_getter"] = self.define(
          "g", {"kind": "getter", "getter": "not_callable"})
    else:
      a["name_or_scope"] = None
      a["default_name"] = self.pick(self.DEFAULT_NAMES)
      a["reuse"] = True

  def full(self, name):
    return self.cur.name + "/" + name if self.cur.name else name

  def known_here(self):
    pre = self.cur.name + "/" if self.cur.name else ""
    return [k[len(pre):] for k in self.vars
            if k.startswith(pre) and "/" not in k[len(pre):]]

  def choose_var(self):
    """(name, wants an existing one)"""
    here = self.known_here()
    reuse = self.cur.reuse
    p_old = {True: 0.85, "AUTO_REUSE": 0.55}.get(reuse, 0.15)
    if here and self.chance(p_old):
      return self.pick(here), True
    fresh = [n for n in self.VAR_NAMES if n not in here]
    n = self.pick(fresh or self.VAR_NAMES)
    if self.chance(0.03):
      n = n.upper()
    elif self.chance(0.03):
      n = n + "_1"
    elif self.chance(0.03):
      n = self.pick(self.SCOPE_NAMES) + "/" + n
    return n, False

  def variable_args(self, local=False):
    cur = self.cur
    name, old = self.choose_var()
    a = {"name": name}
    known = self.vars.get(self.full(name)) if old else None
    shape = known[0] if known else self.pick(self.SHAPES)
    dtype = known[1] if known else None
    explicit_part = None
    if self.chance(self.p["part"]):
      explicit_part = self.partitioner()
    if (explicit_part or cur.part) and not shape and self.chance(0.8):
      shape = self.pick([s for s in self.SHAPES if s])
    if known and known[2] is not None:
      r = self.rng.random()
      if r < 0.5:
        explicit_part = known[2]       # as it was created
      elif r < 0.8:
        explicit_part = None
    want_dtype = None
    if known:
      if dtype != cur.dtype and self.chance(0.85):
        want_dtype = dtype
    elif self.chance(self.p["dtype"]):
      want_dtype = self.pick(["int32", "float32", "int32", "bool"])
    give_shape = True
    if known and self.chance(0.35):
      give_shape = False
    scope_value = cur.init is not None and not self.is_fn(cur.init)
    if self.chance(self.p["init"]):
      if self.chance(0.3):
        a["initializer"] = self.init_value(
            shape, want_dtype if want_dtype != "bool" else "bool")
        d = self.defs[a["initializer"]["ref"]]
        want = d.get("dtype", "float32")
        if want_dtype and self.chance(0.8):
          want_dtype = want
        give_shape = (explicit_part or cur.part) is not None and self.chance(
            0.5) or self.chance(0.1)
        if not known:
          dtype = want
        if known and want != known[1] and self.chance(0.8):
          want_dtype = known[1]
      else:
        a["initializer"] = self.init_fn(want_dtype or cur.dtype)
    elif scope_value and self.chance(0.85):
      give_shape = False
    if a.get("initializer") and want_dtype == "bool":
      d = self.defs[a["initializer"]["ref"]]
      if d["init"] == "constant":
        want_dtype = "int32"
    if give_shape:
      sh = list(shape)
      if known and self.chance(0.2 if self.theme == "reuse" else 0.12):
        sh = list(self.pick(self.SHAPES))
      elif known and sh and self.chance(0.06):
        sh[self.rng.randrange(len(sh))] = None
      elif sh and self.chance(0.01):
        sh[0] = None
      a["shape"] = sh
    if want_dtype:
      a["dtype"] = want_dtype
    if known and self.chance(0.1 if self.theme == "reuse" else 0.05):
      a["dtype"] = self.pick(["int32", "float32", "bool"])
      if a.get("initializer") and self.defs[
          a["initializer"]["ref"]]["init"] == "constant":
        a["dtype"] = "int32"
    elif not known and self.chance(0.02):
      a.pop("shape", None)
    if self.chance(self.p["reg"]):
      a["regularizer"] = self.regularizer()
    if explicit_part:
      a["partitioner"] = explicit_part
    if self.chance(self.p["getter"] * 0.4):
      a["custom_getter"] = self.getter()
    if self.chance(self.p["constraint"]):
      a["constraint"] = self.constraint()
    if self.chance(0.05 if local else 0.15):
      a["trainable"] = self.chance(0.8 if local else 0.3)
    if self.chance(self.p["collections"]):
      a["collections"] = self.pick(
          [[self.pick(self.COLLECTIONS)],
           [self.pick(self.COLLECTIONS), "variables"], [],
           ["local_variables"], ["trainable_variables"],
           [self.COLLECTIONS[0], self.COLLECTIONS[0]]])
    if self.chance(0.04):
      a["validate_shape"] = False
    if self.chance(0.04):
      a["use_resource"] = True
    if self.chance(0.05):
      a["synchronization"] = self.pick(["AUTO", "ON_READ", "ON_WRITE", "NONE"])
    if self.chance(0.03):
      a["aggregation"] = self.pick(["NONE", "SUM", "MEAN",
                                    "ONLY_FIRST_REPLICA"])
    if self.chance(0.02):
      a["caching_device"] = "/cpu:0"
    if self.chance(self.p["wrong"]) and self.chance(0.6):
      self.spoil_variable(a)
    full = self.full(name)
    if full not in self.vars:
      final_dtype = dtype or a.get("dtype") or cur.dtype
      if a.get("initializer") is None and scope_value:
        final_dtype = self.defs[cur.init["ref"]].get("dtype", "float32")
      self.vars[full] = (list(shape), final_dtype,
                         explicit_part or (cur.part if shape else None))
    return a

  def spoil_variable(self, a):
    r = self.rng.randrange(17)
    if r == 0:
      a["name"] = self.pick(self.BAD_NAMES)
    elif r == 1:
      a.pop("shape", None)
      a.pop("initializer", None)
    elif r == 2:
      a["initializer"] = self.init_value()
      a["shape"] = list(self.pick(self.SHAPES))
    elif r == 3:
      a["initializer"] = self.define("i", {
          "kind": "initializer", "init": "tensor",
          "value": self.values([2], "float32"), "dtype": "float32"})
      a["dtype"] = "int32"
      a.pop("shape", None)
    elif r == 4:
      a["partitioner"] = self.define("p", dict(
          kind="partitioner", **self.pick([
              {"part": "not_callable"}, {"part": "not_callable"},
              {"part": "returns", "value": 2},
              {"part": "list", "value": [2, 2]},
              {"part": "list", "value": [0]},
              {"part": "list", "value": [9]},
              {"part": "list", "value": [1, 1, 1, 1]},
              {"part": "fixed", "num_shards": 2, "axis": 7},
              {"part": "throw"}])))
    elif r == 5:
      a["custom_getter"] = self.define(
          "g", {"kind": "getter", "getter": "not_callable"})
    elif r == 6:
      a["constraint"] = self.define(
          "c", {"kind": "constraint", "fn": "not_callable"})
    elif r == 7:
      a["collections"] = {"raw": "foo"}
    elif r == 8:
      a["synchronization"] = "SOMETIMES"
    elif r == 9:
      a["aggregation"] = "MEDIAN"
    elif r == 10:
      a["dtype"] = "complex64"
      a.pop("initializer", None)
    elif r == 11:
      a["initializer"] = self.define("i", {
          "kind": "initializer", "init": "needs_arg",
          "value": [2.0], "dtype": "float32"})
      a.pop("shape", None)
    elif r == 12:
      a["regularizer"] = self.define("r", dict(
          kind="regularizer", reg=self.pick(["throw", "not_callable"])))
    elif r == 13:
      a["initializer"] = self.define("i", {
          "kind": "initializer", "init": self.pick(["throw", "wrong_shape"])})
      a["shape"] = self.pick([[2], [3, 2]])
    elif r == 14:
      a["shape"] = self.pick([[-1], [2, -2], [None, 2]])
    elif r == 15:
      a["initializer"] = self.define(
          "i", {"kind": "initializer", "init": "bad_object"})
      a.pop("shape", None)
    else:
      a["initializer"] = self.define("i", {"kind": "initializer",
                                           "init": "zeros"})
      a.pop("shape", None)

  def bind(self, step):
    if self.chance(0.5):
      step["as"] = self.label("v")
      self.labels.append(step["as"])
    return step

  def gen_get_variable(self):
    return self.bind({"op": "get_variable", "args": self.variable_args()})

  def gen_get_local_variable(self):
    return self.bind({"op": "get_local_variable",
                      "args": self.variable_args(local=True)})

  def gen_variable(self):
    a = {"initial_value": self.init_value(dtype=self.pick(
        ["float32", "float32", "int32"]))}
    if self.chance(0.85):
      a["name"] = self.pick(self.VAR_NAMES[:5] + self.SCOPE_NAMES[:2])
    if self.chance(0.25):
      a["trainable"] = self.chance(0.4)
    if self.chance(self.p["collections"]):
      a["collections"] = [self.pick(self.COLLECTIONS + self.KEYS)]
    if self.chance(self.p["constraint"]):
      a["constraint"] = self.constraint()
    if self.chance(self.p["wrong"] * 0.4):
      r = self.rng.randrange(3)
      if r == 0:
        a["name"] = self.pick(self.BAD_NAMES)
      elif r == 1:
        a["initial_value"] = None
      else:
        a["constraint"] = self.define(
            "c", {"kind": "constraint", "fn": "not_callable"})
    return self.bind({"op": "variable", "args": a})

  def gen_name_scope(self):
    if self.depth >= 4 or self.budget < 1:
      return None
    r = self.rng.random()
    if r < 0.15 and self.scopes:
      a = {"name": {"original_name_scope_of": self.pick(self.scopes)[0]}}
    elif r < 0.25 and self.name_scopes:
      a = {"name": {"name_scope_of": self.pick(self.name_scopes)}}
    elif r < 0.3:
      a = {"name": self.pick([None, ""])}
    elif r < 0.35:
      a = {"name": self.pick(self.NAME_SCOPES) + "/"}
    elif r < 0.4:
      a = {"name": None, "default_name": self.pick(self.NAME_SCOPES)}
    elif r < 0.4 + self.p["wrong"] * 0.3:
      a = {"name": self.pick(self.BAD_NAMES)}
    else:
      a = {"name": self.pick(self.NAME_SCOPES)}
    step = {"op": "name_scope", "args": a}
    if self.chance(0.4):
      step["as"] = self.label("n")
      self.name_scopes.append(step["as"])
    self.depth += 1
    step["body"] = self.block(self.rng.randint(1, 4))
    self.depth -= 1
    return step

  def gen_unique_name(self):
    s = {"op": "unique_name", "name": self.pick(self.OP_NAMES)}
    if self.chance(0.1):
      s["mark_as_used"] = False
    return s

  def gen_reuse_variables(self):
    if self.scopes and self.chance(0.3):
      lab, m = self.pick(self.scopes)
      m.reuse = True
      return {"op": "reuse_variables", "scope": lab}
    if not self.cur.name and self.chance(0.7):
      return None
    self.cur.reuse = True
    return {"op": "reuse_variables", "scope": "current"}

  def gen_scope_set(self):
    if self.scopes and self.chance(0.3):
      lab, m = self.pick(self.scopes)
    else:
      lab, m = "current", self.cur
    f = self.pick(["initializer", "regularizer", "dtype", "partitioner",
                   "custom_getter", "caching_device", "use_resource"])
    if f == "partitioner" and self.p["part"] < 0.1 and self.chance(0.7):
      f = "initializer"
    if f == "initializer":
      v = self.init_fn(m.dtype)
      m.init = v
    elif f == "regularizer":
      v = self.regularizer()
    elif f == "dtype":
      v = self.pick(["float32", "int32"])
      m.dtype = v
    elif f == "partitioner":
      v = self.partitioner()
      m.part = v
    elif f == "custom_getter":
      v = self.getter()
      m.getter = v
    elif f == "caching_device":
      v = "/cpu:0"
    else:
      v = True
    return {"op": "scope_set", "scope": lab, "field": f, "value": v}

  def gen_get_variable_scope(self):
    step = {"op": "get_variable_scope"}
    if self.chance(0.7):
      step["as"] = self.label("s")
      self.scopes.append((step["as"], self.cur))
    return step

  def gen_scope_info(self):
    if not self.scopes:
      return None
    return {"op": "scope_info", "scope": self.pick(self.scopes)[0]}

  def gen_add_to_collection(self):
    key = self.pick(self.COLLECTIONS + self.KEYS[:1])
    if self.chance(0.2):
      key = [key, self.pick(self.COLLECTIONS)]
    if self.labels and self.chance(0.8):
      val = {"var": self.pick(self.labels)}
    else:
      val = {"literal": self.pick(["text", 7, True])}
    return {"op": "add_to_collection", "key": key, "value": val}

  def gen_get_collection(self):
    s = {"op": "get_collection", "key": self.pick(
        self.COLLECTIONS + self.KEYS + ["regularization_losses", "nothing"])}
    if self.chance(0.5):
      n = self.pick(self.SCOPE_NAMES)
      s["scope"] = self.pick([n, n + "/", n + "_1", ".*" + n, "^" + n,
                              n + "/[vw]", n[:2], ""])
    return s

  def gen_list_variables(self):
    s = {"op": "list_variables",
         "which": self.pick(["global", "trainable", "local"])}
    if self.chance(0.5):
      s["scope"] = self.pick(self.SCOPE_NAMES)
    return s

  def gen_scope_collection(self):
    lab = self.pick(self.scopes)[0] if self.scopes and self.chance(
        0.6) else "current"
    return {"op": "scope_collection", "scope": lab, "which": self.pick(
        ["trainable_variables", "global_variables", "local_variables",
         {"key": self.pick(self.COLLECTIONS)},
         {"key": "regularization_losses"}])}

  def gen_make_template(self):
    if self.in_func >= 2:
      return None
    params = []
    self.in_func += 1
    self.depth += 1
    saved, saved_stack = dict(self.vars), self.stack
    self.stack = [ScopeModel("~t%d" % len(self.templates))]
    saved_budget, self.budget = self.budget, self.rng.randint(1, 5)
    body = self.block(4)
    if not any(s["op"] == "get_variable" for s in body):
      body.insert(0, {"op": "get_variable", "args": {
          "name": "tw", "shape": [2], "initializer": self.init_fn("float32")},
          "as": self.label("v")})
    if self.chance(0.2):
      params = ["p"]
      body.append({"op": "get_variable", "args": {
          "name": {"param": "p"}, "shape": [1],
          "initializer": self.init_fn("float32")}, "as": self.label("v")})
    if self.chance(0.2):
      body.append({"op": "variable", "args": {
          "initial_value": self.init_value(dtype="float32"), "name": "side",
          "trainable": self.chance(0.6)}})
    self.budget = saved_budget
    self.stack, self.vars = saved_stack, saved
    self.depth -= 1
    self.in_func -= 1
    returns = None
    for s in body:
      if s["op"] == "get_variable" and s.get("as"):
        returns = s["as"]
    a = {"name": self.pick(["tmpl", "shared", "layer", "foo"])}
    if self.chance(0.35):
      a["create_scope_now"] = True
    if self.chance(0.2):
      a["unique_name"] = self.pick(["uniq", "foo"])
    if self.chance(0.15):
      a["custom_getter"] = self.getter()
    if params and self.chance(0.5):
      a["kwargs"] = {"p": self.pick(["pa", "pb"])}
      params_open = False
    else:
      params_open = bool(params)
    if self.chance(self.p["wrong"] * 0.5):
      a["name"] = self.pick([None, "_bad"])
    step = {"op": "make_template", "args": a,
            "func": {"params": params, "body": body, "returns": returns},
            "as": self.label("t")}
    if not self.in_func:
      self.templates.append((step["as"], params_open))
      return step
    # a nested template is called by the function that makes it
    call = {"op": "call_template", "template": step["as"]}
    if params_open:
      call["args"] = {"p": "pa"}
    return [step] + [dict(call) for _ in range(self.rng.randint(1, 2))]

  def gen_call_template(self):
    if self.in_func:
      return self.gen_get_variable()
    if not self.templates:
      return self.gen_make_template()
    lab, is_open = self.pick(self.templates)
    s = {"op": "call_template", "template": lab}
    if is_open:
      s["args"] = {"p": self.pick(["pa", "pa", "pb"])}
    elif self.chance(0.02):
      s["args"] = {"nope": "x"}
    return self.bind(s)

  def gen_template_info(self):
    if not self.templates or self.in_func:
      return None
    return {"op": "template_info", "template": self.pick(self.templates)[0]}

  def gen_creator_scope(self):
    if self.depth >= 4 or self.budget < 1:
      return None
    step = {"op": "variable_creator_scope", "creator": self.creator()}
    self.depth += 1
    step["body"] = self.block(self.rng.randint(1, 5))
    self.depth -= 1
    return step

  def gen_attempt(self):
    if self.depth >= 3 or self.budget < 2:
      return None
    self.depth += 1
    body = self.block(self.rng.randint(1, 4))
    self.depth -= 1
    if self.chance(0.4):
      body.append({"op": "raise"})
    return {"op": "try", "body": body}

  def gen_reuse_probe(self):
    """Creates a variable, then asks for it again with other arguments."""
    if self.depth >= 3:
      return None
    self.budget -= 3
    name = self.pick(self.SCOPE_NAMES)
    var = self.pick(self.VAR_NAMES)
    shape = self.pick([s for s in self.SHAPES if s])
    dtype = self.pick(["float32", "float32", "int32"])
    first = {"name": var, "shape": list(shape)}
    if dtype != self.cur.dtype or self.chance(0.3):
      first["dtype"] = dtype
    if self.chance(0.5):
      first["initializer"] = self.init_fn(dtype)
    part = None
    if self.chance(0.75 if self.theme == "partitioning" else 0.25):
      part = self.partitioner()
      first["partitioner"] = part
    lab = self.label("s")
    out = [{"op": "variable_scope", "args": {"name_or_scope": name},
            "as": lab, "body": [self.bind({"op": "get_variable",
                                           "args": first})]}]
    body = []
    for _ in range(self.rng.randint(1, 3)):
      a = {"name": var}
      r = self.rng.random()
      if r < 0.35:
        a["shape"] = list(shape)
      elif r < 0.5:
        a["shape"] = list(self.pick(self.SHAPES))
      elif r < 0.6:
        a["shape"] = [None] + list(shape[1:])
      r = self.rng.random()
      if r < 0.5 and first.get("dtype"):
        a["dtype"] = first["dtype"]
      elif r < 0.7:
        a["dtype"] = self.pick(["float32", "int32"])
      r = self.rng.random()
      if part and r < 0.35:
        a["partitioner"] = part
      elif r < (0.6 if part else 0.15):
        a["partitioner"] = self.partitioner()
      if self.chance(0.15):
        a["initializer"] = self.init_value(shape, dtype)
      if self.chance(0.15):
        a["trainable"] = False
      body.append({"op": self.pick(["get_variable"] * 4 +
                                   ["get_local_variable"]), "args": a})
    args = {"name_or_scope": self.pick([name, {"scope": lab}])}
    r = self.pick([True, True, True, "AUTO_REUSE", "AUTO_REUSE", None])
    if r is not None:
      args["reuse"] = r
    out.append({"op": "variable_scope", "args": args, "body": body})
    return out

  def gen_counters(self):
    """default_name children of a scope that is left and entered again."""
    if self.depth >= 3:
      return None
    self.budget -= 5
    name, lab = self.pick(self.SCOPE_NAMES), self.label("s")
    default = self.pick(self.DEFAULT_NAMES)

    def child():
      n = default if self.chance(0.8) else self.pick(self.DEFAULT_NAMES)
      body = [{"op": "unique_name", "name": "op"}]
      if self.chance(0.7):
        body.append(self.bind({"op": "get_variable", "args": {
            "name": self.pick(self.VAR_NAMES), "shape": [1]}}))
      if self.chance(0.25):
        return {"op": "variable_scope", "args": {"name_or_scope": n},
                "body": body}
      return {"op": "variable_scope",
              "args": {"name_or_scope": None, "default_name": n},
              "body": body}

    def children():
      return [child() for _ in range(self.rng.randint(1, 2))]

    body = children()
    if self.chance(0.5):     # a jump into the scope that is open
      body.append({"op": "variable_scope",
                   "args": {"name_or_scope": {"scope": lab}},
                   "body": children()})
      body.append(child())
    out = [{"op": "variable_scope", "args": {"name_or_scope": name},
            "as": lab, "body": body}]
    for _ in range(self.rng.randint(1, 2)):
      args = {"name_or_scope": self.pick([name, {"scope": lab}])}
      if self.chance(0.5):
        args["reuse"] = self.pick([True, "AUTO_REUSE"])
      out.append({"op": "variable_scope", "args": args, "body": children()})
    self.scopes.append((lab, ScopeModel(name)))
    return out

  def gen_create_partitioned(self):
    shape = self.pick([s for s in self.SHAPES if s])
    axis = self.rng.randrange(len(shape))
    slicing = [1] * len(shape)
    slicing[axis] = self.rng.randint(1, min(3, shape[axis]))
    if self.chance(self.p["wrong"]):
      slicing = self.pick([slicing + [1], [2] * len(shape), [0] * len(shape),
                           [9] + [1] * (len(shape) - 1)])
    a = {"shape": list(shape), "slicing": slicing}
    if self.chance(0.5):
      a["initializer"] = self.init_fn("float32")
    else:
      a["initializer"] = self.define("i", {
          "kind": "initializer", "init": "tensor",
          "value": self.values(shape, "float32"), "dtype": "float32"})
    if self.chance(0.6):
      a["name"] = self.pick(self.VAR_NAMES[:4] + self.SCOPE_NAMES[:2])
    if self.chance(0.25):
      a["reuse"] = self.pick([True, False])
    if self.chance(0.2):
      a["trainable"] = False
    if self.chance(0.15):
      a["collections"] = [self.pick(self.COLLECTIONS)]
    return {"op": "create_partitioned_variables", "args": a}

  def gen_call_partitioner(self):
    return {"op": "call_partitioner", "partitioner": self.partitioner(),
            "shape": list(self.pick([s for s in self.SHAPES if s] +
                                    [[16, 8], [64], [7, 3, 5]])),
            "dtype": self.pick(["float32", "float32", "int32", "bool",
                                "string"])}

  def gen_store(self):
    if self.depth >= 3 or self.budget < 2:
      return None
    lab = self.label("st")
    saved, self.vars = self.vars, {}
    self.depth += 1
    body = self.block(self.rng.randint(2, 5))
    self.depth -= 1
    self.vars = saved
    return [{"op": "new_store", "as": lab},
            {"op": "with_store", "store": lab, "body": body},
            {"op": "store_variables", "store": lab}]

  def gen_raise_(self):
    return {"op": "raise"} if self.depth else None


PYTHON_ONLY = ("other:",)   # kinds that no other language can be held to


def usable(case):
  """Generated cases with outcomes that only make sense in Python are dropped."""
  n = ok = 0
  for ev in case["trace"]:
    n += 1
    if "err" in ev:
      if ev["err"]["kind"].startswith(PYTHON_ONLY):
        return False
    elif "skip" not in ev:
      ok += 1
  return 4 <= n <= 60 and ok >= 0.35 * n


def count_steps(steps):
  return sum(1 + count_steps(s.get("body", [])) +
             count_steps(s.get("func", {}).get("body", [])) for s in steps)


def generate(n, seed, theme, gen_class=Generator, prefix=None):
  """n usable cases; the seeds tried are seed, seed + 1, …"""
  out = []
  s = seed
  rejected = {}
  while len(out) < n:
    g = gen_class(s, theme)
    prog = g.program()
    if 4 <= count_steps(prog["steps"]) <= 40:
      case = {"id": "%s-%d" % (prefix or theme, s),
              "source": "generated: theme %s, seed %d" % (theme, s),
              "tags_extra": []}
      used = compact(prog["steps"])
      prog["defs"] = {k: v for k, v in prog["defs"].items()
                      if '{"ref":"%s"}' % k in used + compact(prog["defs"])}
      case.update(prog)
      try:
        c = with_trace(case)
      except Exception as e:  # noqa: BLE001 - e.g. the graph cannot be run
        rejected["run: " + type(e).__name__] = rejected.get(
            "run: " + type(e).__name__, 0) + 1
        c = None
      if c is not None:
        if usable(c):
          out.append(c)
        else:
          for ev in c["trace"]:
            if "err" in ev and ev["err"]["kind"].startswith(PYTHON_ONLY):
              k = ev["err"]["kind"] + " " + re.sub(
                  r"'[^']*'|[0-9]+", "_", ev["err"]["msg"])[:90]
              rejected[k] = rejected.get(k, 0) + 1
    s += 1
  return out, rejected


# --------------------------------------------------------------------------


def main():
  ap = argparse.ArgumentParser(description=__doc__,
                               formatter_class=argparse.RawTextHelpFormatter)
  ap.add_argument("files", nargs="*")
  ap.add_argument("--run", action="store_true")
  ap.add_argument("--check", action="store_true")
  ap.add_argument("--stats", action="store_true")
  ap.add_argument("--diff", action="store_true")
  ap.add_argument("--selftest", action="store_true")
  ap.add_argument("--show", metavar="CASE")
  ap.add_argument("--generate", type=int, metavar="N")
  ap.add_argument("--seed", type=int, default=1)
  ap.add_argument("--theme", default="mixed",
                  help="one of: " + ", ".join(sorted(Generator.THEMES)))
  ap.add_argument("--out", metavar="FILE")
  ap.add_argument("--verbose", action="store_true")
  o = ap.parse_args()
  if o.stats:
    stats(o.files)
  elif o.diff:
    a, b = (load_file(f) for f in o.files)
    bad = 0
    for x, y in zip(a["cases"], b["cases"]):
      for d in diff(golden(x), golden(y)):
        bad += 1
        print(x["id"], *d)
    sys.exit(bool(bad or len(a["cases"]) != len(b["cases"])))
  elif o.show:
    for f in o.files:
      doc = load_file(f)
      for c in doc["cases"]:
        if c["id"] == o.show:
          print(dump_file(dict(doc, cases=[c])))
  elif o.generate:
    import_tf()
    cases, rejected = generate(o.generate, o.seed, o.theme)
    doc = {"format": FORMAT, "theme": o.theme, "cases": cases}
    if o.verbose:
      for k in sorted(rejected, key=rejected.get, reverse=True):
        print("rejected %4d  %s" % (rejected[k], k), file=sys.stderr)
    if o.out:
      save_file(o.out, doc)
    else:
      sys.stdout.write(dump_file(doc))
  elif o.selftest:
    sys.exit(0 if selftest(o.files) else 1)
  elif o.run or o.check:
    import_tf()
    bad = 0
    for f in o.files:
      doc = load_file(f)
      n = 0
      for i, c in enumerate(doc["cases"]):
        if o.run:
          doc["cases"][i] = with_trace(c)
        else:
          d = diff(golden(c), measured(c))
          if d:
            n += 1
            print(f, c["id"], d[0] if not o.verbose else d)
      bad += n
      if o.run:
        save_file(f, doc)
      print("%s: %d cases%s" % (f, len(doc["cases"]),
                                "" if o.run else ", %d differ" % n))
    sys.exit(1 if bad else 0)
  else:
    ap.print_help()


if __name__ == "__main__":
  main()
