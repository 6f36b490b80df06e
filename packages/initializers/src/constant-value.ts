import { dtypeInfo, type DType, type DTypeInfo } from '@varscope/spec';
import { ArgumentTypeError, InvalidArgumentError, ValueRangeError } from '@varscope/spec/errors';
import { toElement, type Element } from './elements.js';

type Scalar = number | bigint | boolean | string;
type TypedArray =
  | Float32Array | Float64Array | Int8Array | Int16Array | Int32Array | BigInt64Array
  | Uint8Array | Uint8ClampedArray | Uint16Array | Uint32Array | BigUint64Array;

/** What `constantInitializer` takes: a scalar, a typed array, or nested arrays of them. */
export type ConstantValue = Scalar | TypedArray | readonly ConstantValue[];

/** A constant as read from the program. */
export interface FlatConstant {
  readonly shape: readonly number[];
  /** Scalars and typed arrays in row-major order. */
  readonly leaves: readonly (Scalar | TypedArray)[];
}

/** Whether `value` may be passed to `constantInitializer`; what a nested array holds is looked at later. */
export function isConstantValue(value: unknown): value is ConstantValue {
  return ['number', 'bigint', 'boolean', 'string'].includes(typeof value) || Array.isArray(value) || isTypedArray(value);
}

/** @throws InvalidArgumentError when nested arrays are not rectangular. */
export function flattenConstant(value: ConstantValue): FlatConstant {
  if (isTypedArray(value)) return { shape: [value.length], leaves: [value] };
  if (!Array.isArray(value)) return { shape: [], leaves: [value as Scalar] }; // `checkConstant` looks at what else a list may hold
  const parts = (value as readonly ConstantValue[]).map(flattenConstant);
  const first = parts[0];
  if (first === undefined) return { shape: [0], leaves: [] };
  for (const { shape } of parts) {
    if (shape.join() !== first.shape.join()) {
      throw new InvalidArgumentError('setting an array element with a sequence. The requested array has an inhomogeneous shape.', {
        expected: `rows of the shape [${first.shape.join(', ')}]`,
        found: `[${shape.join(', ')}]`,
      });
    }
  }
  return { shape: [parts.length, ...first.shape], leaves: parts.flatMap(({ leaves }) => leaves) };
}

/** @throws ArgumentTypeError when TensorFlow does not convert a value to `dtype`. Typed arrays convert to any number. */
export function checkConstant({ leaves }: FlatConstant, dtype: DType): void {
  const info = dtypeInfo(dtype) as DTypeInfo; // every DType is in the table
  for (const leaf of leaves) {
    if (isTypedArray(leaf) ? info.kind === 'string' : !converts(leaf, info.kind)) {
      throw new ArgumentTypeError(`Expected ${dtype}, but got ${String(leaf)} of type '${typeName(leaf)}'.`);
    }
  }
}

/** The elements of a constant, converted to `dtype`. */
export function* constantElements({ leaves }: FlatConstant, dtype: DType): Generator<Element> {
  const kind = dtypeInfo(dtype)?.kind;
  for (const leaf of leaves) {
    if (typeof leaf === 'string') yield leaf;
    else if (!isTypedArray(leaf)) yield toElement(leaf, dtype);
    else if (kind === 'bool') for (const value of leaf) yield Number(Boolean(value));
    else if (kind === 'integer') for (const value of leaf) yield toElement(truncate(value, dtype), dtype);
    else for (const value of leaf) yield toElement(value, dtype);
  }
}

function converts(leaf: Scalar, kind: DTypeInfo['kind']): boolean {
  switch (kind) {
    case 'string': return typeof leaf === 'string';
    case 'bool': return typeof leaf === 'boolean';
    case 'integer': return typeof leaf === 'bigint' || typeof leaf === 'boolean' || Number.isInteger(leaf);
    default: return ['number', 'bigint', 'boolean'].includes(typeof leaf);
  }
}

function truncate(value: number | bigint, dtype: DType): number | bigint {
  if (typeof value === 'bigint') return value;
  if (!Number.isFinite(value)) throw new ValueRangeError(`The value ${value} does not fit into ${dtype}.`);
  return Math.trunc(value);
}

/** The name of Python's type for it, which TensorFlow's messages have. */
function typeName(leaf: unknown): string {
  if (isTypedArray(leaf)) return 'ndarray';
  if (leaf === null || leaf === undefined) return 'NoneType';
  if (typeof leaf === 'number') return Number.isInteger(leaf) ? 'int' : 'float';
  return { bigint: 'int', boolean: 'bool', string: 'str' }[typeof leaf as string] ?? typeof leaf;
}

function isTypedArray(value: unknown): value is TypedArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}
