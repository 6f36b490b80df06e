import type { Tensor } from '@tensorflow/tfjs-core';
import {
  dtypeInfo,
  formatShape,
  initializerFactory,
  numElements,
  type DType,
  type INITIALIZER_FACTORY,
  type PartitionInfo,
  type Shape,
} from '@varscope/spec';
import { ArgumentTypeError, TooManyElementsError } from '@varscope/spec/errors';
import { countOps } from '@varscope/random';
import { requireDType } from './check-dtype.js';
import {
  checkConstant,
  constantElements,
  flattenConstant,
  isConstantValue,
  type ConstantValue,
  type FlatConstant,
} from './constant-value.js';
import { elementsOf, type Element } from './elements.js';
import { fillZeros } from './fill-zeros.js';
import type { FillValues, InitialValues } from './initial-values.js';
import type { DTypeOptions } from './initializer-options.js';
import { makeInitializer, type InitializerCall, type ValueInitializer } from './make-initializer.js';

/** The options of `constantInitializer`. */
export interface ConstantOptions extends DTypeOptions {
  /** Refuses shapes other than that of the value. Default false. */
  readonly verifyShape?: boolean | undefined;
}

/** Makes constant tensors; `verifyShape` takes precedence over the option of the factory. */
export interface ConstantInitializer extends ValueInitializer {
  (shape: Shape, dtype?: DType, partitionInfo?: PartitionInfo, verifyShape?: boolean): Tensor;
  values(shape: Shape, dtype?: DType, partitionInfo?: PartitionInfo, verifyShape?: boolean): InitialValues;
}

/** The type of `constantInitializer`. */
export interface ConstantInitializerFactory {
  readonly [INITIALIZER_FACTORY]: true;
  (value?: ConstantValue, options?: ConstantOptions): ConstantInitializer;
  fromConfig(config: Readonly<Record<string, unknown>>): ConstantInitializer;
}

/**
 * Makes tensors of given values: `tf.constant_initializer`. The elements of `value` (default 0) are used in row-major
 * order, and the last is repeated; an empty list gives zeros. A shard starts at the first element again.
 *
 * Integers that do not fit into a small dtype wrap, as in TensorFlow. JavaScript has no `1.0` beside `1`: a whole number
 * is an integer. A typed array is converted to any number, as NumPy arrays are.
 *
 * Throws `ArgumentTypeError` for anything else, for values that TensorFlow does not convert to the dtype, and, with
 * `verifyShape`, for another shape; `TooManyElementsError` when the shape has fewer elements than the value.
 *
 * @example
 * constantInitializer([1, 2])([2, 2]); // [[1, 2], [2, 2]]
 */
export const constantInitializer: ConstantInitializerFactory = Object.assign(initializerFactory(makeConstant), {
  fromConfig: ({ value, dtype }: Readonly<Record<string, unknown>>): ConstantInitializer =>
    makeConstant(value as ConstantValue, { dtype: dtype as DType }), // what getConfig() gave
});

function makeConstant(value: ConstantValue = 0, options: ConstantOptions = {}): ConstantInitializer {
  if (!isConstantValue(value)) {
    throw new ArgumentTypeError(
      `Invalid type for initial value=${String(value)} of type: ${typeof value}. Expected a number, bigint, boolean, string, typed array or nested array.`,
    );
  }
  const dtype = requireDType(options.dtype ?? 'float32');
  const make = (verifyShape: boolean): ValueInitializer =>
    makeInitializer({ dtype, getConfig: () => ({ value, dtype }), plan: (call) => planConstant(call, value, verifyShape) });
  const strict = make(true);
  const lenient = make(false);
  const choose = (verifyShape = options.verifyShape ?? false): ValueInitializer => (verifyShape ? strict : lenient);
  const initializer = (shape: Shape, dtype?: DType, partitionInfo?: PartitionInfo, verifyShape?: boolean): Tensor =>
    choose(verifyShape)(shape, dtype, partitionInfo);
  return Object.assign(initializer, {
    getConfig: () => ({ value, dtype }),
    reserveSeeds: (shape: Shape, dtype?: DType): void => {
      choose().reserveSeeds(shape, dtype);
    },
    values: (shape: Shape, dtype?: DType, partitionInfo?: PartitionInfo, verifyShape?: boolean): InitialValues =>
      choose(verifyShape).values(shape, dtype, partitionInfo),
  });
}

function planConstant({ shape, dtype }: InitializerCall, value: ConstantValue, verifyShape: boolean): FillValues {
  countOps(1);
  const count = numElements(shape);
  if (count === 0) return () => undefined; // TensorFlow does not even look at the value
  const constant = flattenConstant(value);
  checkConstant(constant, dtype);
  if (verifyShape && formatShape(constant.shape) !== formatShape(shape)) {
    throw new ArgumentTypeError(`Expected Tensor's shape: ${formatShape(shape)}, but got ${formatShape(constant.shape)}.`);
  }
  const given = numElements(constant.shape);
  if (given > count) {
    throw new TooManyElementsError(`Too many elements provided. Takes at most ${count}, but got ${given}.`);
  }
  return (out) => (given === 0 ? fillZeros(out, dtype) : fillConstant(out, constant, dtype));
}

function fillConstant(out: InitialValues, constant: FlatConstant, dtype: DType): void {
  const elements = elementsOf(out);
  const width = dtypeInfo(dtype)?.kind === 'complex' ? 2 : 1;
  let next = 0;
  for (const element of constantElements(constant, dtype)) {
    elements[next] = element;
    if (width === 2) elements[next + 1] = 0;
    next += width;
  }
  for (; next < elements.length; next++) elements[next] = elements[next - width] as Element; // the last one, which is there
}
