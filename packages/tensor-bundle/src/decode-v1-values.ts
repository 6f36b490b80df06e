import { STORED_DTYPE_BYTES, type StoredDType } from '@varscope/spec';
import { WireFormatError, type WireReader } from './wire-reader.js';

/** Dtypes whose elements are varints. */
const VARINTS: ReadonlySet<StoredDType> = new Set<StoredDType>([
  'int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'bool', 'float16', 'qint8', 'quint8', 'qint16', 'quint16', 'qint32',
]);

/**
 * The elements of a record of a V1 file: little-endian bytes, or the strings.
 * @param values Readers of its fields.
 * @throws WireFormatError when they are not `count`.
 */
export function decodeV1Values(values: readonly WireReader[], dtype: StoredDType, count: number): Uint8Array | Uint8Array[] {
  if (dtype === 'string') {
    checkCount(values.length, count);
    return values.map((value) => value.take(value.end - value.at));
  }
  const elementBytes = STORED_DTYPE_BYTES.get(dtype)!; // only strings have none
  return VARINTS.has(dtype) ? decodeVarints(values, elementBytes, count) : join(values, elementBytes * count);
}

function join(values: readonly WireReader[], bytes: number): Uint8Array {
  checkCount(values.reduce((sum, { at, end }) => sum + end - at, 0), bytes);
  if (values.length === 1) return values[0]!.take(bytes);
  const joined = new Uint8Array(bytes);
  let at = 0;
  for (const value of values) {
    const part = value.take(value.end - value.at);
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function decodeVarints(values: readonly WireReader[], elementBytes: number, count: number): Uint8Array {
  checkCount(values.reduce((sum, value) => sum + countVarints(value), 0), count);
  const decoded = new Uint8Array(count * elementBytes);
  let at = 0;
  for (const value of values) {
    for (; !value.isAtEnd; at += elementBytes) {
      value.varint();
      for (let i = 0; i < elementBytes; i++) decoded[at + i] = (i < 4 ? value.low : value.high) >>> (8 * (i % 4));
    }
  }
  return decoded;
}

function countVarints({ bytes, at, end }: WireReader): number {
  let count = 0;
  for (let i = at; i < end; i++) if (bytes[i]! < 128) count++;
  return count;
}

function checkCount(found: number, expected: number): void {
  if (found !== expected) throw new WireFormatError(`${found} values where the shape needs ${expected}`);
}
