import type { ConstantValue } from '@varscope/initializers';

const ARRAYS: Readonly<Record<string, (values: readonly number[]) => ConstantValue>> = {
  float32: (values) => Float32Array.from(values),
  float64: (values) => Float64Array.from(values),
  int32: (values) => Int32Array.from(values),
  int64: (values) => BigInt64Array.from(values, BigInt),
};

interface RecordedArray {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** An argument as JavaScript has it: `{"bigint": …}`, `{"float": …}` and `{"ndarray": …}` are values that JSON has not. */
export function decodeArgument(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decodeArgument);
  if (typeof value !== 'object' || value === null) return value;
  if ('bigint' in value) return BigInt(value.bigint as string);
  if ('float' in value) return { inf: Infinity, '-inf': -Infinity, nan: NaN }[value.float as string];
  if ('ndarray' in value) return decodeArray(value.ndarray as RecordedArray);
  return value;
}

/** All arguments, by their names in camelCase. */
export function decodeArguments(recorded: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(recorded).map(([name, value]) => [camelCase(name), decodeArgument(value)]));
}

/** A name of TensorFlow as the packages have it. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Nested arrays whose rows are typed arrays: what stands for an array of NumPy. */
function decodeArray({ dtype, shape, values }: RecordedArray): ConstantValue {
  const makeRow = ARRAYS[dtype];
  if (makeRow === undefined) throw new Error(`cannot read arrays of ${dtype}`);
  const [size, ...inner] = shape;
  if (size === undefined || inner.length === 0) return makeRow(values);
  const length = values.length / size;
  return Array.from({ length: size }, (_, i) => decodeArray({ dtype, shape: inner, values: values.slice(i * length, (i + 1) * length) }));
}
