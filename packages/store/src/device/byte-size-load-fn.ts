import { dtypeInfo, formatShape, isFullyDefined, numElements } from '@varscope/spec';
import { ShapeNotFullyDefinedError } from '@varscope/spec/errors';
import type { DeviceOperation } from './device-function.js';

/**
 * The bytes of a variable's value in its declared dtype, for `greedyLoadBalancingStrategy`. A string counts nothing, as
 * its size is not known. TensorFlow 1.x's `tf.contrib.training.byte_size_load_fn`.
 *
 * Differences: TensorFlow's function measures the output of the op, which for a resource variable (`VarHandleOp`) is a
 * handle of no size, so that all of them end up on one task. Here they count as reference variables do.
 * @throws ShapeNotFullyDefinedError when the shape is not fully known.
 */
export function byteSizeLoadFn(operation: DeviceOperation): number {
  const { shape, dtype } = operation;
  if (shape === null || !isFullyDefined(shape)) {
    throw new ShapeNotFullyDefinedError(`Shape ${shape === null ? '<unknown>' : formatShape(shape)} is not fully defined`, {
      variable: operation.name,
    });
  }
  return numElements(shape) * (dtypeInfo(dtype)?.size ?? 0);
}
