import { dtypeInfo, numElements, type DType, type Shape } from '@varscope/spec';
import { countOps } from '@varscope/random';
import { ArgumentTypeError, InvalidArgumentError } from '@varscope/spec/errors';
import { requireFloatDType } from './check-dtype.js';
import { configurableFactory, type ConfigurableFactory } from './configurable-factory.js';
import { constantOps } from './constant-ops.js';
import { elementsOf, toElement } from './elements.js';
import { fillNumber } from './fill-number.js';
import type { FillValues, InitialValues } from './initial-values.js';
import type { DTypeOptions } from './initializer-options.js';
import { makeInitializer, type InitializerCall } from './make-initializer.js';

/** The options of `identityInitializer`. */
export interface IdentityOptions extends DTypeOptions {
  /** Multiplies the identity. Default 1, which is a float: calls for integers need it to be given. */
  readonly gain?: number | undefined;
}

/**
 * Makes identity matrices, rectangular ones too: `tf.initializers.identity`. A shard is its part of the whole.
 *
 * The factory throws `InvalidArgumentError` for a dtype that is not floating. A call throws `InvalidArgumentError` for
 * a variable that is no matrix, and `ArgumentTypeError` for booleans, strings, and integers with a fraction in the gain.
 *
 * @example
 * identityInitializer({ gain: 2 })([2, 3]); // [[2, 0, 0], [0, 2, 0]]
 */
export const identityInitializer: ConfigurableFactory<IdentityOptions> = configurableFactory((options = {}) => {
  const dtype = requireFloatDType(options.dtype ?? 'float32');
  return makeInitializer({
    dtype,
    getConfig: () => ({ gain: options.gain ?? 1, dtype }),
    plan: (call) => planIdentity(call, options.gain),
  });
});

function planIdentity({ shape, dtype, partitionInfo }: InitializerCall, gain: number | undefined): FillValues {
  const fullShape = partitionInfo?.fullShape ?? shape;
  if (fullShape.length !== 2) {
    throw new InvalidArgumentError(
      `The tensor to initialize, specified by argument \`shape\` must be at least two-dimensional. Received shape=[${shape.join(', ')}]`,
      { expected: 'two dimensions' },
    );
  }
  const { kind } = dtypeInfo(dtype) ?? {};
  if (kind === 'bool' || kind === 'string' || (kind === 'integer' && !Number.isInteger(gain))) {
    throw new ArgumentTypeError(`Expected ${dtype}, but got ${gain ?? '1.0'} of type 'float'.`);
  }
  countOps(identityOps(fullShape) + (partitionInfo === null ? 0 : 3));
  const [row = 0, column = 0] = partitionInfo?.varOffset ?? [];
  return (out) => fillDiagonal(out, { shape, dtype, first: row - column, gain: gain ?? 1 });
}

/** The ops of `tf.eye`, which has a short way for squares, and of the product with the gain. */
function identityOps(shape: Shape): number {
  const [rows, columns] = shape as [number, number]; // a matrix
  const ones = constantOps(Math.min(rows, columns));
  return (rows === columns ? ones + 5 : ones + constantOps(numElements(shape)) + 2) + 2;
}

/** Fills a part of an identity matrix times `gain`, in whose first row the diagonal is at column `first`. */
function fillDiagonal(
  out: InitialValues,
  { shape, dtype, first, gain }: { shape: Shape; dtype: DType; first: number; gain: number },
): void {
  const [rows, columns] = shape as [number, number]; // a matrix
  const elements = elementsOf(out);
  const width = elements.length / (rows * columns); // 2 for complex numbers
  const diagonal = toElement(gain, dtype);
  fillNumber(out, dtype, gain * 0); // negative zero for a negative gain, as in TensorFlow
  for (let row = Math.max(0, -first); row < rows && row + first < columns; row++) {
    elements[(row * columns + row + first) * width] = diagonal;
  }
}
