import type { Tensor, TensorLike } from '@tensorflow/tfjs-core';
import type { DType } from './dtype.js';
import type { PartitionInfo } from './partition-info.js';
import type { Shape } from './shape.js';

/**
 * Computes the initial value of a variable: a new tensor of `shape`, in the storage of `dtype`, owned by the caller.
 * For a shard, `shape` is the shard's and `partitionInfo` tells where it lies; otherwise it is absent.
 */
export interface Initializer {
  (shape: Shape, dtype?: DType, partitionInfo?: PartitionInfo): Tensor;
  /** The arguments that make it again. */
  getConfig?(): Readonly<Record<string, unknown>>;
  /**
   * Takes the seeds that a call with the same arguments takes, in the same order from the same source, and counts the
   * same ops, but makes no tensor. A deferred graph calls it when the variable is created, where TensorFlow makes the
   * ops; without it the seeds are taken when the initializer first runs.
   */
  reserveSeeds?(shape: Shape, dtype?: DType, partitionInfo?: PartitionInfo): void;
}

/** A function that computes an initial value and decides its shape and dtype itself. */
export type ValueFunction = () => Tensor | TensorLike;

/** Marks functions that make an initializer, so that they may be passed uncalled, as TensorFlow's classes may. */
// `unique symbol` admits no call of Symbol.for.
export const INITIALIZER_FACTORY: unique symbol = Symbol.for('varscope.initializerFactory') as never;

/** A function that makes an initializer; passed uncalled, it is called without arguments. */
export interface InitializerFactory {
  (): Initializer;
  readonly [INITIALIZER_FACTORY]: true;
}

/** Everything that `getVariable` takes as `initializer`. */
export type InitializerLike = Initializer | InitializerFactory | ValueFunction | Tensor | TensorLike;

/** Whether `value` is an initializer factory, passed uncalled. */
export function isInitializerFactory(value: unknown): value is InitializerFactory {
  return typeof value === 'function' && (value as Partial<InitializerFactory>)[INITIALIZER_FACTORY] === true;
}

/** Marks a function as an initializer factory: it may then be passed uncalled. */
export function initializerFactory<F extends (...parameters: never[]) => Initializer>(
  make: F,
): F & { readonly [INITIALIZER_FACTORY]: true } {
  return Object.assign(make, { [INITIALIZER_FACTORY]: true } as const);
}
