import {
  isFullyDefined,
  isInitializerFactory,
  type DType,
  type Initializer,
  type InitializerLike,
  type PartialShape,
  type PartitionInfo,
  type VariableCreation,
} from '@varscope/spec';
import { InvalidInitializerError } from '@varscope/spec/errors';
import type { InitialValueFunction } from '@varscope/store';
import { failure } from './failure.js';

/** What a variable is created from. */
interface InitialValue {
  readonly value: VariableCreation['initialValue'];
  /** The dtype that the value must have; `null` leaves its own. */
  readonly dtype: DType | null;
}

/**
 * The initial value that an initializer gives a variable of this shape and dtype. A value, and a function without
 * required parameters where the shape is not known, decide the shape and the dtype themselves.
 * @throws InvalidInitializerError when the initializer needs a shape that is not fully known.
 */
export function initialValueOf(
  key: string,
  initializer: InitializerLike,
  shape: PartialShape | null,
  dtype: DType,
  partitionInfo: PartitionInfo | undefined,
): InitialValue {
  if (typeof initializer !== 'function') return { value: initializer, dtype: null };
  const instance = (isInitializerFactory(initializer) ? initializer() : initializer) as Initializer; // or a value function
  if (shape !== null && isFullyDefined(shape)) {
    const value: InitialValueFunction = Object.assign(
      () => instance(shape, dtype, partitionInfo),
      instance.reserveSeeds === undefined
        ? {}
        : { reserveSeeds: () => instance.reserveSeeds?.(shape, dtype, partitionInfo) },
    );
    return { value: value as () => never, dtype };
  }
  if (instance.length === 0) return { value: instance as unknown as () => never, dtype: null }; // it takes no shape
  throw failure(
    InvalidInitializerError,
    key,
    'The initializer passed is not valid. It should be a callable with no arguments and the shape should not be provided or an instance of `tf.keras.initializers.*\' and `shape` should be fully defined.',
  );
}
