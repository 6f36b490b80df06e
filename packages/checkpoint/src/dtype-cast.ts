import { dtypeInfo, type DType, type DTypeInfo, type StoredDType } from '@varscope/spec';

/**
 * Which stored dtypes a variable takes beside its own. `'none'`: no other, as in TensorFlow. `'lossless'`: those all of
 * whose values its dtype has, such as float16 for float32. `'any'`: any number of its kind, and integers for floats;
 * floats are rounded, integers that are out of range are an error.
 */
export type DTypeCast = 'none' | 'lossless' | 'any';

/** Bits of the fraction and of the exponent. */
const FLOATS: ReadonlyMap<DType, readonly [fraction: number, exponent: number]> = new Map<DType, readonly [number, number]>([
  ['float16', [11, 5]], ['bfloat16', [8, 8]], ['float32', [24, 8]], ['float64', [53, 11]],
]);
const INTEGERS = /^(u?)int(8|16|32|64)$/;

/** Whether values of `from` go into a variable of `to`. */
export function canCast(from: StoredDType, to: DType, cast: DTypeCast): boolean {
  if (from === to) return true;
  const info = dtypeInfo(from);
  if (info === undefined || cast === 'none') return false;
  return cast === 'any' ? isSameSort(info, dtypeInfo(to) as DTypeInfo) : isLossless(info, to); // a dtype of the table
}

function isSameSort(from: DTypeInfo, to: DTypeInfo): boolean {
  return from.kind === to.kind || (from.kind === 'integer' && to.kind === 'floating');
}

function isLossless(from: DTypeInfo, to: DType): boolean {
  const [source, target] = [FLOATS.get(from.name), FLOATS.get(to)];
  if (target === undefined) return integerFits(from.name, to) || (from.name === 'complex64' && to === 'complex128');
  if (source !== undefined) return source[0] <= target[0] && source[1] <= target[1];
  const bits = integerBits(from.name);
  return bits !== null && bits <= target[0] && bits < 2 ** (target[1] - 1);
}

function integerFits(from: DType, to: DType): boolean {
  const [source, target] = [INTEGERS.exec(from), INTEGERS.exec(to)];
  if (source === null || target === null) return false;
  const isSigned = source[1] === '';
  if (isSigned && target[1] === 'u') return false;
  const spare = !isSigned && target[1] === '' ? 1 : 0; // the bit of the sign
  return Number(source[2]) + spare <= Number(target[2]);
}

function integerBits(dtype: DType): number | null {
  const match = INTEGERS.exec(dtype);
  return match === null ? null : Number(match[2]) - (match[1] === '' ? 1 : 0);
}
