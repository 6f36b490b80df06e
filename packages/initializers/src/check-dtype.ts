import { dtypeInfo, isDType, type DType } from '@varscope/spec';
import { ArgumentTypeError, DTypeInvalidError, InvalidArgumentError } from '@varscope/spec/errors';
import type { FloatDType } from '@varscope/random';

const UNIFORM_DTYPES: readonly DType[] = ['float16', 'bfloat16', 'float32', 'float64', 'int32', 'int64'];

/** @throws DTypeInvalidError when `dtype` is no dtype. */
export function requireDType(dtype: DType): DType {
  if (isDType(dtype)) return dtype;
  throw new DTypeInvalidError(`Cannot convert the argument \`type_value\`: '${String(dtype)}' to a TensorFlow DType.`);
}

/**
 * For the `dtype` of a factory that makes floats.
 * @throws DTypeInvalidError when it is no dtype.
 * @throws InvalidArgumentError when it is not floating.
 */
export function requireFloatDType(dtype: DType): FloatDType {
  if (isFloat(requireDType(dtype))) return dtype as FloatDType;
  throw new InvalidArgumentError(`Argument \`dtype\` is expected to be floating point. Received: <dtype: '${dtype}'>.`);
}

/**
 * For the dtype of a call; `parameter` is the float that TensorFlow cannot convert to another one.
 * @throws ArgumentTypeError when it is not floating.
 */
export function requireFloatCall(dtype: DType, parameter: number): FloatDType {
  if (isFloat(dtype)) return dtype as FloatDType;
  const float = Number.isInteger(parameter) ? parameter.toFixed(1) : String(parameter);
  throw new ArgumentTypeError(`Expected ${dtype}, but got ${float} of type 'float'.`);
}

/**
 * For the dtype of a call that draws uniform numbers.
 * @throws InvalidArgumentError when TensorFlow draws none of it.
 */
export function requireUniformCall(dtype: DType): void {
  if (UNIFORM_DTYPES.includes(dtype)) return;
  const accepted = UNIFORM_DTYPES.map((name) => `tf.${name}`).join(', ');
  throw new InvalidArgumentError(`Argument \`dtype\` got invalid value <dtype: '${dtype}'>. Accepted dtypes are (${accepted}).`);
}

function isFloat(dtype: DType): boolean {
  return dtypeInfo(dtype)?.kind === 'floating';
}
