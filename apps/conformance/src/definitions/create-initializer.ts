import {
  cast,
  notEqual,
  randomUniform,
  range,
  reshape,
  slice,
  tensor,
  tidy,
  zeros,
  type DataType,
  type Tensor,
  type TensorLike,
} from '@tensorflow/tfjs-core';
import {
  constantInitializer,
  dtypeInfo,
  glorotUniformInitializer,
  initializerFactory,
  numElements,
  onesInitializer,
  randomNormalInitializer,
  randomUniformInitializer,
  truncatedNormalInitializer,
  zerosInitializer,
  type DType,
  type Initializer,
  type PartitionInfo,
  type Shape,
} from 'varscope';
import type { InitializerDefinition, Json } from '../case-format.js';
import { UnknownFormError } from '../unknown-form-error.js';
import { UserError } from '../user-error.js';
import type { DefinitionServices } from './definition-services.js';

const FACTORIES = {
  zeros: zerosInitializer,
  ones: onesInitializer,
  glorot_uniform: glorotUniformInitializer,
  random_uniform: randomUniformInitializer,
  random_normal: randomNormalInitializer,
  truncated_normal: truncatedNormalInitializer,
};

interface InitializerOptions {
  readonly seed?: number;
  readonly dtype?: DType;
}

/** The object of an initializer definition. */
export function createInitializer(id: string, definition: InitializerDefinition, { own }: DefinitionServices): unknown {
  switch (definition.init) {
    case 'zeros':
    case 'ones':
    case 'glorot_uniform':
    case 'random_uniform':
    case 'random_normal':
    case 'truncated_normal': {
      const { init, form, seed, dtype } = definition;
      const make = FACTORIES[init] as (options: InitializerOptions) => Initializer; // they take what they need of the options
      const options: InitializerOptions = {
        ...(seed === undefined ? {} : { seed }),
        ...(dtype === undefined ? {} : { dtype: dtype as DType }), // a name of TensorFlow's
      };
      return form === 'class' ? initializerFactory(() => make(options)) : make(options);
    }
    case 'constant':
      return constantInitializer(definition.value as number); // or lists of them
    case 'tensor':
      return own(tensorOf(definition.value, definition.dtype));
    case 'random_tensor':
      return own(randomUniform([...definition.shape], 0, 1, storageOf(definition.dtype) as 'float32')); // tfjs's names for it
    case 'raw':
      return definition.pytype === 'int' ? own(tensorOf(definition.value, 'int32')) : definition.value;
    case 'iota':
      return (shape: Shape, dtype: DType, _partitionInfo: PartitionInfo): Tensor => iota(shape, dtype);
    case 'offset_iota':
      return (shape: Shape, dtype: DType, partitionInfo: PartitionInfo | undefined): Tensor =>
        tidy(() => {
          if (partitionInfo === undefined) return iota(shape, dtype);
          const { fullShape, varOffset } = partitionInfo;
          return castTo(dtype, slice(iota(fullShape, 'int32'), [...varOffset], [...shape]));
        });
    case 'noarg':
      return () => tensorOf(definition.value, definition.dtype);
    case 'optional_arg':
      return (_flag = true) => tensorOf(definition.value, definition.dtype);
    case 'needs_arg':
      return (_required: unknown) => tensorOf(definition.value, definition.dtype);
    case 'wrong_shape':
      return (_shape: Shape, dtype: DType, _partitionInfo: PartitionInfo): Tensor => zeros([7], storageOf(dtype));
    case 'throw':
      return (_shape: Shape, _dtype: DType, _partitionInfo: PartitionInfo): Tensor => {
        throw new UserError(`initializer ${id}`);
      };
    case 'bad_object':
      return {};
    default:
      throw new UnknownFormError(definition);
  }
}

/** 0, 1, 2, … in `shape`; for bool: false, then true. */
function iota(shape: Shape, dtype: DType): Tensor {
  return tidy(() => castTo(dtype, reshape(range(0, numElements(shape), 1, 'int32'), [...shape])));
}

/** A cast to bool leaves 2, 3, … as they are on the wasm backend of tfjs 4.22. */
function castTo(dtype: DType, value: Tensor): Tensor {
  return dtype === 'bool' ? notEqual(value, 0) : cast(value, storageOf(dtype));
}

function tensorOf(value: Json, dtype: string): Tensor {
  const storage = storageOf(dtype);
  const given = value as TensorLike; // numbers, booleans, strings or lists of them
  return storage === 'complex64' ? tidy(() => cast(tensor(given, undefined, 'float32'), storage)) : tensor(given, undefined, storage);
}

function storageOf(dtype: string): DataType {
  return dtypeInfo(dtype)?.storage ?? 'float32';
}
