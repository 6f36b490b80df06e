/** Makes the initializer of a recording, whose arguments have their Python names and may be wrong on purpose. */
import * as initializers from '../src/index.js';
import type { ConstantInitializer } from '../src/index.js';

export type RecordedArguments = Readonly<Record<string, unknown>>;

type Factory = (...parameters: readonly unknown[]) => ConstantInitializer; // others ignore its additional parameter

export function createInitializer(name: string, recorded: RecordedArguments): ConstantInitializer {
  const exported = initializers as unknown as Readonly<Record<string, Factory>>; // looked up by name
  const factory = (exported[`${camelCase(name)}Initializer`] ?? exported[camelCase(name)]) as Factory; // all are exported
  const options = Object.fromEntries(Object.entries(recorded).map(([key, value]) => [camelCase(key), decode(value)]));
  if (name !== 'constant') return factory(options);
  const { value, ...others } = options;
  return factory(value, others);
}

function camelCase(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** Large integers and arrays of NumPy are written as objects. */
function decode(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('bigint' in value) return BigInt(value.bigint as string);
  return 'ndarray' in value ? nest(value.ndarray as { shape: readonly [number, number]; values: readonly number[] }) : value;
}

/** The recorded arrays of NumPy are matrices of whole numbers, for which nested lists give the same. */
function nest({ shape: [rows, columns], values }: { shape: readonly [number, number]; values: readonly number[] }): number[][] {
  return Array.from({ length: rows }, (_, row) => values.slice(row * columns, (row + 1) * columns));
}
