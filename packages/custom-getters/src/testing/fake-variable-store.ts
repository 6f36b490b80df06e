import { concat, tensor, Tensor, tidy, variable, type Variable } from '@tensorflow/tfjs-core';
import {
  completeRequest,
  isFullyDefined,
  PartitionInfo,
  saveSliceInfo,
  shapesCompatible,
  type CustomGetter,
  type Initializer,
  type PartitionedVariableLike,
  type SaveSliceInfo,
  type Shape,
  type VariableLike,
  type VariableRequest,
  type VariableResult,
} from '@varscope/spec';
import { ShapeMismatchError, ShapeMissingError, VariableExistsError, VariableMissingError } from '@varscope/spec/errors';
import { rampInitializer } from './ramp-initializer.js';

/** What the checks of a custom getter get variables from. */
export interface GetterTestStore {
  /** Gets or creates the variable of the full name `name` through the custom getter, as `getVariable` does. */
  getVariable(name: string, options: Partial<VariableRequest>, customGetter: CustomGetter): VariableResult;
  /** Frees everything that was created. */
  dispose(): void;
}

type Stored = VariableLike | PartitionedVariableLike;

/**
 * A store of variables that knows names, reuse, shapes, initial values and partitions: as much of `@varscope/scopes`
 * as a custom getter needs. It has no scopes, dtype checks, collections or losses.
 */
export function createFakeVariableStore(): GetterTestStore {
  const stored = new Map<string, Stored>();
  const disposers: (() => void)[] = [];

  function get(name: string, request: VariableRequest): Stored {
    const found = stored.get(name);
    if (found !== undefined) {
      if (request.reuse === false) throw new VariableExistsError(`Variable ${name} already exists, disallowed.`);
      return requireShape(found, name, request);
    }
    if (request.reuse === true) {
      throw new VariableMissingError(`Variable ${name} does not exist, or was not created with tf.get_variable().`);
    }
    const created = request.partitioner === null ? createWhole(name, request) : createPartitioned(name, request);
    stored.set(name, created);
    return created;
  }

  function createWhole(name: string, request: VariableRequest): VariableLike {
    return create(name, request, tidy(() => initialValue(name, request)));
  }

  function createPartitioned(name: string, request: VariableRequest): PartitionedVariableLike {
    const shape = knownShape(name, request);
    const partitions = request.partitioner?.(shape, request.dtype) ?? [];
    const axis = Math.max(0, partitions.findIndex((count) => count > 1));
    const shards = slices(shape, axis, partitions[axis] ?? 1).map(({ offset, size }, index) => {
      const value = tidy(() => initialValue(name, { ...request, shape: size }, new PartitionInfo(shape, offset)));
      return create(`${name}/part_${index}`, request, value, saveSliceInfo(name, shape, offset, size));
    });
    return {
      name,
      shape,
      declaredDtype: request.dtype,
      length: shards.length,
      partitions,
      asTensor: () => concat(shards, axis),
      [Symbol.iterator]: () => shards[Symbol.iterator](),
    };
  }

  /** Takes the value over. */
  function create(name: string, request: VariableRequest, value: Tensor, slice: SaveSliceInfo | null = null): VariableLike {
    const created = variable(value, request.trainable ?? true);
    value.dispose();
    const registeredName = created.name;
    disposers.push(() => {
      created.name = registeredName; // tfjs's registry finds it by that
      created.dispose();
    });
    return Object.assign(created as Variable & VariableLike, {
      name: `${name}:0`,
      op: { name },
      declaredDtype: request.dtype,
      device: '',
      constraint: request.constraint,
      synchronization: request.synchronization,
      aggregation: request.aggregation,
      saveSliceInfo: slice,
      isInitialized: true,
    });
  }

  return {
    getVariable: (name, options, customGetter) =>
      customGetter((next, nextOptions) => get(next, completeRequest(nextOptions)), name, completeRequest(options)),
    dispose: () => {
      for (const disposeOne of disposers.splice(0)) disposeOne();
      stored.clear();
    },
  };
}

function requireShape(found: Stored, name: string, { shape }: VariableRequest): Stored {
  if (shape !== null && !shapesCompatible(shape, found.shape)) {
    throw new ShapeMismatchError(`Trying to share variable ${name}, but specified shape ${shape.join()} and found shape ${found.shape.join()}.`);
  }
  return found;
}

function knownShape(name: string, { shape }: VariableRequest): Shape {
  if (shape !== null && isFullyDefined(shape)) return shape;
  throw new ShapeMissingError(`Variable ${name} did not get an initializer, so its \`shape\` argument must be specified.`);
}

function initialValue(name: string, request: VariableRequest, partitionInfo?: PartitionInfo): Tensor {
  const { initializer, dtype } = request;
  if (typeof initializer === 'function') {
    const compute = initializer as Initializer; // functions without parameters ignore the arguments
    return compute(knownShape(name, request), dtype, partitionInfo);
  }
  if (initializer === null) return rampInitializer(knownShape(name, request), dtype, partitionInfo);
  return initializer instanceof Tensor ? initializer.clone() : tensor(initializer);
}

function slices(shape: Shape, axis: number, count: number): { readonly offset: Shape; readonly size: Shape }[] {
  const length = shape[axis] ?? 0;
  let start = 0;
  return Array.from({ length: count }, (_, index) => {
    const extent = Math.floor(length / count) + (index < length % count ? 1 : 0);
    const offset = shape.map((_size, at) => (at === axis ? start : 0));
    start += extent;
    return { offset, size: shape.map((size, at) => (at === axis ? extent : size)) };
  });
}
