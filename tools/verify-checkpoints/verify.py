"""Has real TensorFlow read the checkpoints that write.mjs wrote, in every way it has; see README.md."""
import base64
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import numpy as np
import tensorflow.compat.v1 as tf

tf.disable_eager_execution()
# TensorFlow cuts and joins slices of these; a slice of another dtype it reads only as it was written.
CAN_CUT = {"float32", "float64", "bfloat16", "int8", "int16", "int32", "int64", "uint8", "bool", "complex64", "complex128"}
MOST_VARIABLES = 500


def same(found, piece, shape):
    """Whether a value of TensorFlow has the shape, and every bit, that was written."""
    found = np.asarray(found)
    if list(found.shape) != list(shape):
        return False
    if piece["dtype"] == "string":
        return found.reshape(-1).tolist() == [base64.b64decode(value) for value in piece["data"]]
    written = base64.b64decode(piece["data"])
    if piece["dtype"] in ("int4", "uint4"):
        return bytes(byte & 15 for byte in found.tobytes()) == written
    return found.tobytes() == written


def specification(piece):
    """The slice as the restore op takes it; the empty string for a whole tensor."""
    piece_slice = piece["slice"]
    if piece_slice is None or piece_slice["shape"] == piece["shape"]:
        return ""
    extents = ":".join("%d,%d" % extent for extent in zip(piece_slice["offset"], piece_slice["shape"]))
    return " ".join(map(str, piece["shape"])) + " " + extents


def joined(pieces):
    """The whole of a tensor in slices, as a piece."""
    first = pieces[0]
    dtype = tf.as_dtype(first["dtype"]).as_numpy_dtype
    whole = np.zeros(first["shape"], dtype)
    for piece in pieces:
        offset, shape = piece["slice"]["offset"], piece["slice"]["shape"]
        block = tuple(slice(start, start + length) for start, length in zip(offset, shape))
        whole[block] = np.frombuffer(base64.b64decode(piece["data"]), dtype).reshape(shape)
    return {**first, "slice": None, "data": base64.b64encode(whole.tobytes()).decode()}


class Verification:
    def __init__(self, folder):
        self.prefix = os.path.join(folder, "model.ckpt")
        self.failures, self.passed = [], 0
        with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
            self.pieces = json.load(file)
        self.tensors = {}
        for piece in self.pieces:
            self.tensors.setdefault(piece["name"], []).append(piece)
        self.wholes = {name: pieces[0] if specification(pieces[0]) == "" else joined(pieces) for name, pieces in self.tensors.items()}

    def check(self, what, is_right):
        if is_right:
            self.passed += 1
        else:
            self.failures.append("%s: %s" % (self.prefix, what))

    def lists(self):
        reader = tf.train.load_checkpoint(self.prefix)
        shapes, dtypes = reader.get_variable_to_shape_map(), reader.get_variable_to_dtype_map()
        self.check("names", set(shapes) == set(self.wholes))
        for name, piece in self.wholes.items():
            self.check("dtype and shape of " + name, (dtypes.get(name), shapes.get(name)) == (tf.as_dtype(piece["dtype"]), piece["shape"]))
            self.check("get_tensor " + name, same(reader.get_tensor(name), piece, piece["shape"]))

    def restores(self):
        """Every piece by the op, and every tensor in two halves that were not written so."""
        wanted = [(piece, specification(piece), (piece["slice"] or piece)["shape"]) for piece in self.pieces]
        wanted += [(piece, "", piece["shape"]) for name, piece in self.wholes.items() if piece["dtype"] in CAN_CUT]
        for at in range(0, len(wanted), 1000):
            part = wanted[at : at + 1000]
            with tf.Graph().as_default(), tf.Session() as session:
                names, slices, dtypes = [w[0]["name"] for w in part], [w[1] for w in part], [tf.as_dtype(w[0]["dtype"]) for w in part]
                values = session.run(tf.raw_ops.RestoreV2(prefix=self.prefix, tensor_names=names, shape_and_slices=slices, dtypes=dtypes))
            for (piece, spec, shape), value in zip(part, values):
                self.check("RestoreV2 %s %s" % (piece["name"], spec), same(value, piece, shape))

    def saver(self):
        """Into variables that are partitioned as was written, and into whole ones."""
        chosen = list(self.tensors)[:: max(1, len(self.tensors) // MOST_VARIABLES)]
        for is_whole in (False, True):
            with tf.Graph().as_default(), tf.Session() as session:
                variables, expected = {}, []
                for name in chosen:
                    dtype = tf.as_dtype(self.wholes[name]["dtype"])
                    pieces = [self.wholes[name]] if is_whole else self.tensors[name]
                    if not dtype.is_numpy_compatible or dtype.is_quantized or "float8" in dtype.name or "int4" in dtype.name:
                        continue
                    if is_whole and len(self.tensors[name]) > 1 and dtype.name not in CAN_CUT:
                        continue
                    for piece in pieces:
                        shape = (piece["slice"] or piece)["shape"]
                        initial = tf.fill(shape, "") if dtype == tf.string else tf.zeros(shape, dtype)
                        variable = tf.Variable(initial, use_resource=False)
                        if specification(piece):
                            info = tf.Variable.SaveSliceInfo(name, piece["shape"], piece["slice"]["offset"], shape)
                            variable._set_save_slice_info(info)  # as a partitioned variable does
                        variables.setdefault(name, []).append(variable)
                        expected.append((name, variable, piece, shape))
                savable = {name: made if specification(self.tensors[name][0]) and not is_whole else made[0] for name, made in variables.items()}
                tf.train.Saver(savable).restore(session, self.prefix)
                for (name, _, piece, shape), value in zip(expected, session.run([variable for _, variable, _, _ in expected])):
                    self.check("Saver.restore " + name, same(value, piece, shape))


def main():
    passed, failures = 0, []
    for name in sorted(os.listdir(sys.argv[1])):
        verification = Verification(os.path.join(sys.argv[1], name))
        for step in (verification.lists, verification.restores, verification.saver):
            step()
        passed += verification.passed
        failures += verification.failures
        print("%s: %d passed, %d failed" % (name, verification.passed, len(verification.failures)))
    for failure in failures[:50]:
        print(failure)
    print("%d passed, %d failed" % (passed, len(failures)))
    return 1 if failures or passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
