import { DTypeInvalidError } from '@varscope/spec/errors';
import { dtypeInfo, type DType } from '@varscope/spec/dtype';

/**
 * Bytes of one element in TensorFlow; strings, whose size is not known, are taken to have `stringBytes`.
 * @throws DTypeInvalidError when TensorFlow variables cannot have the dtype.
 */
export function elementBytes(dtype: DType, stringBytes: number): number {
  const info = dtypeInfo(dtype);
  if (info === undefined) {
    throw new DTypeInvalidError(`Cannot convert the argument \`type_value\`: ${String(dtype)} to a TensorFlow DType.`);
  }
  return info.size ?? stringBytes;
}
