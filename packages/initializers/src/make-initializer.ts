import type { Tensor } from '@tensorflow/tfjs-core';
import { numElements, type DType, type Initializer, type PartitionInfo, type Shape } from '@varscope/spec';
import { requireDType } from './check-dtype.js';
import { checkShape } from './check-shape.js';
import { allocateValues, type FillValues, type InitialValues } from './initial-values.js';
import { makeTensor } from './make-tensor.js';

/** An initializer of this package. */
export interface ValueInitializer extends Initializer {
  getConfig(): Readonly<Record<string, unknown>>;
  reserveSeeds(shape: Shape, dtype?: DType, partitionInfo?: PartitionInfo): void;
  /** What a call gives, but with all bits of its TensorFlow dtype and without a tensor. */
  values(shape: Shape, dtype?: DType, partitionInfo?: PartitionInfo): InitialValues;
}

/** A call of an initializer: its arguments, checked, with the defaults filled in. */
export interface InitializerCall {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly partitionInfo: PartitionInfo | null;
}

/** What makes an initializer out of the arguments of its factory. */
export interface InitializerParts {
  /** The dtype of calls without one. */
  readonly dtype: DType;
  readonly getConfig: () => Readonly<Record<string, unknown>>;
  /** Checks a call, takes its seeds and counts its ops, as TensorFlow does when it makes the ops; computes no value. */
  readonly plan: (call: InitializerCall) => FillValues;
}

/** Makes an initializer: `plan` decides, and its result is made to fill a tensor, an array, or nothing. */
export function makeInitializer({ dtype: ownDType, getConfig, plan }: InitializerParts): ValueInitializer {
  const check = (shape: Shape, dtype?: DType | null, partitionInfo?: PartitionInfo | null): InitializerCall => {
    checkShape(shape);
    return { shape, dtype: requireDType(dtype ?? ownDType), partitionInfo: partitionInfo ?? null };
  };
  const initializer = (shape: Shape, dtype?: DType, partitionInfo?: PartitionInfo): Tensor => {
    const call = check(shape, dtype, partitionInfo);
    return makeTensor(shape, call.dtype, plan(call));
  };
  return Object.assign(initializer, {
    getConfig,
    reserveSeeds: (shape: Shape, dtype?: DType, partitionInfo?: PartitionInfo): void => {
      plan(check(shape, dtype, partitionInfo));
    },
    values: (shape: Shape, dtype?: DType, partitionInfo?: PartitionInfo): InitialValues => {
      const call = check(shape, dtype, partitionInfo);
      const fill = plan(call);
      const values = allocateValues(call.dtype, numElements(shape));
      fill(values);
      return values;
    },
  });
}
