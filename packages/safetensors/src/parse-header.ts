import type { Shape } from '@varscope/spec/shape';
import type { StoredDType } from '@varscope/spec/stored-dtype';
import type { StoredTensor } from '@varscope/spec/tensor-reader';
import { STORED_DTYPE_BYTES } from '@varscope/spec/stored-dtype';
import { DataLossError, UnimplementedError } from '@varscope/spec/errors';
import { FOREIGN_DTYPES, HEADER_DTYPES } from './header-dtypes.js';
import { isObject, type JsonValue } from './parse-json.js';

/** A tensor of the header, and where its bytes are in the data that follows. */
export interface HeaderTensor extends StoredTensor {
  readonly begin: number;
  readonly end: number;
}

/** What a header says. */
export interface Header {
  /** In its order. */
  readonly tensors: ReadonlyMap<string, HeaderTensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

const METADATA = '__metadata__';
const MOST_U64 = (1n << 64n) - 1n;

/**
 * Checks the header: every tensor has a dtype, a shape and the bytes they take, and the tensors cover the data from
 * its first byte to its last without holes or overlap.
 * @param dataSize Bytes in the file behind the header.
 * @throws DataLossError naming the tensor; UnimplementedError for a dtype that TensorFlow has not.
 */
export function parseHeader(json: JsonValue, dataSize: number, file: string): Header {
  if (!isObject(json)) throw invalid('invalid JSON in header: it is no object', file);
  const tensors = new Map<string, HeaderTensor>();
  for (const [name, value] of json) {
    if (name !== METADATA) tensors.set(name, parseTensor(name, value, file));
  }
  checkCoverage(tensors.values(), dataSize, file);
  return { tensors, metadata: parseMetadata(json.get(METADATA), file) };
}

function parseMetadata(json: JsonValue | undefined, file: string): ReadonlyMap<string, string> {
  if (json === undefined) return new Map();
  if (!isObject(json)) throw invalid(`invalid JSON in header: ${METADATA} is no object`, file);
  for (const [key, value] of json) {
    if (typeof value !== 'string') throw invalid(`invalid JSON in header: ${METADATA} has a value that is no string, of ${JSON.stringify(key)}`, file);
  }
  return json as ReadonlyMap<string, string>; // checked above
}

function parseTensor(name: string, json: JsonValue, file: string): HeaderTensor {
  const refuse = (problem: string): DataLossError => invalid(problem, file, name);
  if (!isObject(json)) throw refuse('it is described by no object');
  const dtype = parseDType(name, json.get('dtype'), file);
  const shape = parseSizes(json.get('shape'));
  if (shape === null) throw refuse('its shape is no list of sizes');
  const offsets = parseSizes(json.get('data_offsets'));
  const [begin, end] = offsets ?? [];
  if (begin === undefined || end === undefined || offsets?.length !== 2) throw refuse('its data_offsets are no two numbers');
  const size = byteSize(shape, dtype);
  if (size === null) throw refuse('overflow computing buffer size from shape and dtype');
  if (BigInt(end) - BigInt(begin) !== size) {
    throw invalid('invalid shape, data type, or offset', file, name, { expected: `${size} bytes`, found: `data_offsets [${begin}, ${end}]` });
  }
  return { name, dtype, shape, slices: [], begin, end };
}

function parseDType(name: string, json: JsonValue | undefined, file: string): StoredDType {
  const dtype = typeof json === 'string' ? HEADER_DTYPES.get(json) : undefined;
  if (dtype !== undefined) return dtype;
  if (typeof json === 'string' && FOREIGN_DTYPES.has(json)) {
    throw new UnimplementedError(`Tensor ${name} has the dtype ${json}, which TensorFlow does not have.`, { file, variable: name });
  }
  throw invalid('unknown dtype', file, name, { expected: [...HEADER_DTYPES.keys()].join(', '), found: typeof json === 'string' ? JSON.stringify(json) : 'no string' });
}

/** Integers from 0 on that JavaScript has; a file cannot be larger. */
function parseSizes(json: JsonValue | undefined): number[] | null {
  if (!Array.isArray(json)) return null;
  const sizes = (json as readonly JsonValue[]).map(Number);
  return json.every((size) => typeof size === 'bigint') && sizes.every((size) => size >= 0 && Number.isSafeInteger(size)) ? sizes : null;
}

/** `null` where the reference implementation's 64 bits overflow, even if a later dimension is 0. */
function byteSize(shape: Shape, dtype: StoredDType): bigint | null {
  let size = 1n;
  for (const dimension of shape) {
    size *= BigInt(dimension);
    if (size > MOST_U64) return null;
  }
  size *= BigInt(STORED_DTYPE_BYTES.get(dtype)! * 8); // it counts bits
  return size > MOST_U64 ? null : size / 8n;
}

function checkCoverage(tensors: Iterable<HeaderTensor>, dataSize: number, file: string): void {
  let covered = 0;
  for (const { name, begin, end } of [...tensors].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== covered) {
      throw invalid(`invalid offset: ${begin > covered ? 'a hole' : 'an overlap'} before it`, file, name, { expected: `${covered}`, found: `${begin}` });
    }
    covered = end;
  }
  if (covered !== dataSize) {
    throw invalid('incomplete metadata, file not fully covered', file, undefined, { expected: `${covered} bytes of data`, found: `${dataSize}` });
  }
}

function invalid(problem: string, file: string, name?: string, details: { expected?: string; found?: string } = {}): DataLossError {
  const subject = name === undefined ? '' : `tensor ${JSON.stringify(name)}: `;
  return new DataLossError(`Error while deserializing header: ${subject}${problem}`, { ...details, file, variable: name });
}
