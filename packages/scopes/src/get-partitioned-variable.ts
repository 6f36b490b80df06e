import { slice, Tensor } from '@tensorflow/tfjs-core';
import {
  formatShape,
  PartitionInfo,
  saveSliceInfo,
  shapesCompatible,
  type InitializerLike,
  type PartialShape,
  type Partitioner,
  type Shape,
  type VariableRequest,
} from '@varscope/spec';
import {
  DTypeMismatchError,
  InitializerShapeMismatchError,
  PartitionMismatchError,
  ShapeMismatchError,
  UnpartitionedExistsError,
  VariableExistsError,
  VariableMissingError,
} from '@varscope/spec/errors';
import { computedValue, currentFrame, PartitionedVariable, tensorDtype, type GraphVariable } from '@varscope/store';
import { callPartitioner } from './call-partitioner.js';
import { checkShape } from './check-shape.js';
import { failure } from './failure.js';
import { getSingleVariable } from './get-single-variable.js';
import { slices, type Slice } from './slices.js';

/**
 * Finds or creates the partitioned variable of this key. The partitioner is called for a variable that exists as well,
 * and must give the partitions it has.
 */
export function getPartitionedVariable(key: string, request: VariableRequest, partitioner: Partitioner): PartitionedVariable {
  const shape = fullShape(key, request);
  const { partitions, shape: known } = callPartitioner(key, partitioner, shape, request.dtype);
  const existing = currentFrame().store.partitioned.get(key);
  if (existing !== undefined) return reuse(key, existing, request, known, partitions);
  if (request.reuse === true) throw missing(key);
  return create(key, request, known, partitions);
}

/** Finds the partitioned variable of this key without a partitioner: what `reuse: true` alone may do. */
export function reusePartitionedVariable(key: string, request: VariableRequest): PartitionedVariable {
  const shape = fullShape(key, request);
  const existing = currentFrame().store.partitioned.get(key);
  if (existing === undefined) throw missing(key);
  return reuse(key, existing, request, shape, null);
}

/** The shape of the request, together with that of a tensor given as initializer; `null` when not even the rank is known. */
function fullShape(key: string, request: VariableRequest): PartialShape | null {
  if (currentFrame().store.variables.has(key)) {
    throw failure(
      UnpartitionedExistsError,
      key,
      `A partitioner was provided, but an unpartitioned version of the variable was found: ${key}.  Perhaps a variable of the same name was already created without partitioning?`,
    );
  }
  const shape = request.shape === null ? null : checkShape(request.shape);
  if (!(request.initializer instanceof Tensor)) return shape;
  const own = request.initializer.shape;
  if (shape !== null && !shapesCompatible(shape, own)) {
    throw failure(
      InitializerShapeMismatchError,
      key,
      `Shapes ${formatShape(shape)} and ${formatShape(own)} are not compatible`,
      { expected: formatShape(shape), found: formatShape(own) },
    );
  }
  return own;
}

function reuse(
  key: string,
  existing: PartitionedVariable,
  request: VariableRequest,
  shape: PartialShape | null,
  partitions: readonly number[] | null,
): PartitionedVariable {
  const sharing = `Trying to reuse partitioned variable ${key}, but specified`;
  if (request.reuse === false) {
    throw failure(
      VariableExistsError,
      key,
      `Partitioned variable with name ${key} already exists. Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in VarScope?`,
    );
  }
  if (shape !== null && !shapesCompatible(shape, existing.shape)) {
    const [found, expected] = [formatShape(shape), formatShape(existing.shape)];
    throw failure(ShapeMismatchError, key, `${sharing} shape ${found} and found shape ${expected}.`, { expected, found });
  }
  if (request.dtype !== existing.declaredDtype) {
    const [found, expected] = [request.dtype, existing.declaredDtype];
    throw failure(DTypeMismatchError, key, `${sharing} dtype ${found} and found dtype ${expected}.`, { expected, found });
  }
  if (partitions !== null && partitions.join() !== existing.partitions.join()) {
    const [found, expected] = [`[${partitions.join(', ')}]`, `[${existing.partitions.join(', ')}]`];
    throw failure(PartitionMismatchError, key, `${sharing} partitions ${found} and found partitions ${expected}.`, { expected, found });
  }
  return existing;
}

function create(key: string, request: VariableRequest, shape: Shape, partitions: readonly number[]): PartitionedVariable {
  const { store } = currentFrame();
  const parts = slices(shape, partitions);
  checkLeftovers(key, parts.length);
  const dtype = request.initializer instanceof Tensor ? tensorDtype(request.initializer) : request.dtype;
  const shards: GraphVariable[] = [];
  for (const [i, part] of parts.entries()) {
    const shard = createShard(`${key}/part_${i}`, { ...request, dtype }, shape, part);
    shard.saveSliceInfo = saveSliceInfo(key, shape, part.offset, part.shape);
    shards.push(shard);
  }
  const whole = new PartitionedVariable(key, shape, dtype, shards, partitions);
  store.addPartitioned(key, whole);
  return whole;
}

function createShard(key: string, request: VariableRequest, shape: Shape, part: Slice): GraphVariable {
  const info = new PartitionInfo(shape, part.offset);
  const { names } = currentFrame().graph;
  const initializerScope = names.openScope('', `${key}/PartitionedInitializer`); // TensorFlow opens it for the initial value
  const value = sliceOfValue(request.initializer, request, part);
  try {
    const ofShard = value === null ? { ...request, shape: part.shape } : { ...request, shape: null, initializer: value };
    const shard = getSingleVariable(key, ofShard, info) as GraphVariable; // a store holds nothing else
    shard.onDispose(() => {
      names.release(initializerScope);
    });
    return shard;
  } finally {
    value?.dispose();
  }
}

/** The part of a value given as initializer that belongs to the shard: a new tensor. `null` for a function. */
function sliceOfValue(initializer: InitializerLike | null, request: VariableRequest, part: Slice): Tensor | null {
  if (initializer === null || typeof initializer === 'function') return null;
  const { tensor, isOwned } = computedValue(initializer, initializer instanceof Tensor ? null : request.dtype);
  try {
    requireSlice(tensor.shape, part);
    return slice(tensor, [...part.offset], [...part.shape]);
  } finally {
    if (isOwned) tensor.dispose();
  }
}

/** A value may be larger than the variable, as in TensorFlow, but not smaller or of another rank. */
function requireSlice(found: Shape, { offset, shape }: Slice): void {
  if (found.length === shape.length && shape.every((size, axis) => (offset[axis] as number) + size <= (found[axis] as number))) return;
  const expected = formatShape(shape);
  throw new InitializerShapeMismatchError(
    `Shapes ${formatShape(found)} and ${expected} are incompatible: the value has no slice of that shape at [${offset.join(', ')}].`,
    { expected, found: formatShape(found) },
  );
}

/** Shards that are already there, of a creation that failed half-way, must be those that are asked for. */
function checkLeftovers(key: string, count: number): void {
  const { variables } = currentFrame().store;
  if (!variables.has(`${key}/part_0`)) return;
  const differs = `Partitioner returned a different partitioning than what was already found.  Partitioner returned ${count} shards, and shard ${key}/part_0 was found, but`;
  if (!variables.has(`${key}/part_${count - 1}`)) {
    throw failure(PartitionMismatchError, key, `${differs} ${key}/part_${count - 1} was not.`);
  }
  if (variables.has(`${key}/part_${count}`)) {
    throw failure(PartitionMismatchError, key, `${differs} so was the extra shard ${key}/part_${count}.`);
  }
}

function missing(key: string): Error {
  return failure(
    VariableMissingError,
    key,
    `PartitionedVariable ${key} does not exist, or was not created with tf.get_variable(). Did you mean to set reuse=False or reuse=tf.AUTO_REUSE in VarScope?`,
  );
}
