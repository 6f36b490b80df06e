import {
  dtypeInfo,
  formatShape,
  shapesCompatible,
  type PartialShape,
  type PartitionInfo,
  type VariableLike,
  type VariableRequest,
} from '@varscope/spec';
import {
  DTypeInvalidError,
  DTypeMismatchError,
  NotCallableError,
  ShapeMismatchError,
  ShapeMissingError,
  ShapeWithConstantError,
  VariableExistsError,
  VariableMissingError,
} from '@varscope/spec/errors';
import { addRegularizationLoss, createVariable, currentFrame, type GraphVariable } from '@varscope/store';
import { checkShape } from './check-shape.js';
import { defaultInitializer } from './default-initializer.js';
import { failure } from './failure.js';
import { initialValueOf } from './initial-value-of.js';

/**
 * Finds or creates the plain variable, or shard, of this key. The order of the checks is TensorFlow's: the first one
 * that fails decides the error.
 */
export function getSingleVariable(key: string, request: VariableRequest, partitionInfo?: PartitionInfo): VariableLike {
  const isValue = request.initializer !== null && typeof request.initializer !== 'function';
  if (request.shape !== null && isValue) {
    throw failure(ShapeWithConstantError, key, 'If initializer is a constant, do not specify shape.');
  }
  if (dtypeInfo(request.dtype) === undefined) {
    throw failure(DTypeInvalidError, key, `Cannot convert the argument \`type_value\`: '${String(request.dtype)}' to a TensorFlow DType.`);
  }
  const shape = request.shape === null ? null : checkShape(request.shape);
  const found = currentFrame().store.variables.get(key);
  if (found !== undefined) return reuse(key, found, shape, request);
  if (request.reuse === true) {
    throw failure(
      VariableMissingError,
      key,
      `Variable ${key} does not exist, or was not created with tf.get_variable(). Did you mean to set reuse=tf.AUTO_REUSE in VarScope?`,
    );
  }
  return create(key, request, shape, partitionInfo);
}

function reuse(key: string, found: GraphVariable, shape: PartialShape | null, request: VariableRequest): VariableLike {
  if (request.reuse === false) {
    throw failure(
      VariableExistsError,
      key,
      `Variable ${key} already exists, disallowed. Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in VarScope?`,
    );
  }
  if (shape !== null && !shapesCompatible(shape, found.declaredShape)) {
    const [expected, actual] = [formatShape(shape), formatShape(found.declaredShape)];
    throw failure(
      ShapeMismatchError,
      key,
      `Trying to share variable ${key}, but specified shape ${expected} and found shape ${actual}.`,
      { expected: `${actual}, the shape of the existing variable`, found: `${expected}, the shape of the request` },
    );
  }
  if (request.dtype !== found.declaredDtype) {
    throw failure(
      DTypeMismatchError,
      key,
      `Trying to share variable ${key}, but specified dtype ${request.dtype} and found dtype ${found.declaredDtype}.`,
      { expected: `${found.declaredDtype}, the dtype of the existing variable`, found: `${request.dtype}, the dtype of the request` },
    );
  }
  return found;
}

function create(key: string, request: VariableRequest, shape: PartialShape | null, partitionInfo?: PartitionInfo): VariableLike {
  if (request.initializer === null && shape === null) {
    throw failure(
      ShapeMissingError,
      key,
      `Variable ${key} did not get an initializer, so its \`shape\` argument must be specified.`,
    );
  }
  const initializer = request.initializer ?? defaultInitializer(key, request.dtype);
  const { value, dtype } = initialValueOf(key, initializer, shape, request.dtype, partitionInfo);
  const variable = createVariable({
    initialValue: value,
    name: key,
    trainable: request.trainable,
    collections: request.collections,
    dtype,
    shape,
    constraint: request.constraint,
    cachingDevice: request.cachingDevice,
    validateShape: request.validateShape,
    useResource: request.useResource,
    synchronization: request.synchronization,
    aggregation: request.aggregation,
  }) as GraphVariable; // creators pass on what Varscope made, or another variable of it
  currentFrame().store.add(key, variable);
  if (request.regularizer !== null) {
    currentFrame().graph.names.openScope('', `${key}/Regularizer/`); // refuses a key that TensorFlow allows no scope of
    if (typeof request.regularizer !== 'function') {
      throw failure(NotCallableError, key, `'${typeof request.regularizer}' object is not callable`);
    }
    addRegularizationLoss(key, variable, request.regularizer);
  }
  return variable;
}
