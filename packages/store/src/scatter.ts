import { complex, imag, real, tensor, type Tensor } from '@tensorflow/tfjs-core';
import { numElements, type DTypeInfo, type Shape } from '@varscope/spec';
import { ArgumentTypeError, InvalidArgumentError } from '@varscope/spec/errors';
import { checkRange } from './host-value.js';

/** What a scatter does with an element and its update. */
export type ScatterOperation = 'update' | 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max';

/** Where slices of a tensor begin in its elements, and how many elements one has. */
export interface Slices {
  readonly offsets: readonly number[];
  readonly size: number;
}

/** Finds the slices that `indices` name, for updates of a shape. */
export type FindSlices = (shape: Shape, indices: Tensor, updates: Shape) => Slices;

const COMBINE: Readonly<Record<ScatterOperation, (element: number, update: number) => number>> = {
  update: (_element, update) => update,
  add: (element, update) => element + update,
  sub: (element, update) => element - update,
  mul: (element, update) => element * update,
  div: (element, update) => element / update,
  min: (element, update) => (update < element ? update : element), // of a NaN and a number, TensorFlow keeps the element
  max: (element, update) => (update > element ? update : element),
};

const COMPLEX_OPERATIONS: readonly ScatterOperation[] = ['update', 'add', 'sub'];

/**
 * Applies `updates` to slices of `value`, one after another, as TensorFlow's CPU kernels do; a new tensor. The values
 * are read back: tfjs has no such kernels, and integers are computed without wrapping.
 * @param info the dtype of the value as it was declared.
 * @throws ArgumentTypeError when the dtype does not know the operation.
 * @throws InvalidArgumentError when it divides by zero.
 * @throws ValueRangeError when an integer does not fit into its dtype.
 */
export function scatter(operation: ScatterOperation, value: Tensor, slices: Slices, updates: Tensor, info: DTypeInfo): Tensor {
  requireOperation(operation, info);
  if (info.kind === 'complex') {
    const parts = [real, imag].map((part) => scatterNumbers(operation, part(value), slices, part(updates), null));
    return complex(parts[0] as Tensor, parts[1] as Tensor); // one for every function
  }
  return scatterNumbers(operation, value, slices, updates, info.kind === 'integer' ? info : null);
}

function scatterNumbers(
  operation: ScatterOperation,
  value: Tensor,
  { offsets, size }: Slices,
  updates: Tensor,
  integer: DTypeInfo | null,
): Tensor {
  const combine = COMBINE[operation];
  const elements = value.dataSync();
  const changes = updates.dataSync();
  if (operation === 'div' && changes.includes(0)) throw new InvalidArgumentError('updates must not contain 0');
  const result = integer === null ? elements.slice() : Float64Array.from(elements);
  const step = updates.rank === 0 ? 0 : 1;
  let next = 0;
  for (const offset of offsets) {
    for (let at = offset; at < offset + size; at++, next += step) {
      const combined = combine(result[at] as number, changes[next] as number); // both are in range
      result[at] = integer === null ? combined : inRange(Math.trunc(combined), integer);
    }
  }
  return tensor(integer === null ? result : Int32Array.from(result), value.shape, value.dtype);
}

function inRange(number: number, info: DTypeInfo): number {
  checkRange(number, info);
  return number;
}

function requireOperation(operation: ScatterOperation, { kind, name }: DTypeInfo): void {
  const isKnown = kind === 'complex' ? COMPLEX_OPERATIONS.includes(operation) : kind === 'floating' || kind === 'integer';
  if (isKnown || operation === 'update') return;
  throw new ArgumentTypeError(`Value passed to parameter 'updates' has DataType ${name} not in list of allowed values for '${operation}'.`);
}

/**
 * The rows of axis 0 that `indices` of any shape count.
 * @throws InvalidArgumentError when the shapes do not fit, or an index lies outside.
 */
export function rowSlices(shape: Shape, indices: Tensor, updates: Shape): Slices {
  const [rows, ...row] = shape;
  if (rows === undefined || (updates.length > 0 && [...indices.shape, ...row].join() !== updates.join())) {
    throw new InvalidArgumentError(
      `Must have updates.shape = indices.shape + params.shape[1:] or updates.shape = [], got updates.shape [${updates.join(',')}], indices.shape [${indices.shape.join(',')}], params.shape [${shape.join(',')}]`,
    );
  }
  const size = numElements(row);
  const offsets = Array.from(indices.dataSync(), (index, i) => {
    if (!(index >= 0 && index < rows)) throw new InvalidArgumentError(`indices[${i}] = ${index} is not in [0, ${rows})`);
    return index * size;
  });
  return { offsets, size };
}

/**
 * The elements or slices that the last axis of `indices` counts along the first axes.
 * @throws InvalidArgumentError when the shapes do not fit, or an index lies outside.
 */
export function ndSlices(shape: Shape, indices: Tensor, updates: Shape): Slices {
  const depth = indices.shape.at(-1) ?? 0;
  const [outer, inner] = [shape.slice(0, depth), shape.slice(depth)];
  if (depth < 1 || depth > shape.length || [...indices.shape.slice(0, -1), ...inner].join() !== updates.join()) {
    throw new InvalidArgumentError(
      `Must have updates.shape = indices.shape[:-1] + params.shape[indices.shape[-1]:], got updates.shape [${updates.join(',')}], indices.shape [${indices.shape.join(',')}], params.shape [${shape.join(',')}]`,
    );
  }
  const size = numElements(inner);
  const counts = indices.dataSync();
  const offsets = Array.from({ length: counts.length / depth }, (_, i) => {
    const index = counts.slice(i * depth, (i + 1) * depth);
    if (outer.some((bound, axis) => !((index[axis] as number) >= 0 && (index[axis] as number) < bound))) {
      throw new InvalidArgumentError(`indices[${i}] = [${index.join(', ')}] does not index into shape [${shape.join(',')}]`);
    }
    return outer.reduce((place, bound, axis) => place * bound + (index[axis] as number), 0) * size;
  });
  return { offsets, size };
}
