import type { ReadableFile } from '@varscope/spec/file-system';
import { DataLossError } from '@varscope/spec/errors';
import { parseHeader, type Header } from './parse-header.js';
import { JsonError, parseJson, type JsonValue } from './parse-json.js';

/** The reference implementation's limit, which keeps a file from being all header. */
export const MOST_HEADER_BYTES = 100_000_000;
/** The length of the header comes before it. */
export const LENGTH_BYTES = 8;

const OPENING_BRACE = 0x7b;

/** Reads and checks the header of a file; nothing behind it is read. */
export async function readHeader(file: ReadableFile, told: bigint): Promise<Header & { readonly dataOffset: number }> {
  const { path } = file;
  if (told > MOST_HEADER_BYTES) {
    throw refusal('header too large', path, 0, `at most ${MOST_HEADER_BYTES} bytes`, `${told}`);
  }
  const length = Number(told);
  const dataOffset = LENGTH_BYTES + length;
  if (dataOffset > file.size) {
    throw refusal('invalid header length', path, 0, `at most ${file.size - LENGTH_BYTES} bytes, the rest of the file`, `${length}`);
  }
  const bytes = new Uint8Array(length);
  await file.read(LENGTH_BYTES, bytes);
  if (bytes[0] !== OPENING_BRACE) throw refusal('invalid header start', path, LENGTH_BYTES, '{');
  return { ...parseHeader(parseText(bytes, path, LENGTH_BYTES), file.size - dataOffset, path), dataOffset };
}

/** The length of the header that the first bytes of a file tell. */
export async function readHeaderLength(file: ReadableFile): Promise<bigint> {
  if (file.size < LENGTH_BYTES) {
    throw refusal('header too small', file.path, 0, `at least ${LENGTH_BYTES} bytes`, `${file.size}`);
  }
  const bytes = new Uint8Array(LENGTH_BYTES);
  await file.read(0, bytes);
  return new DataView(bytes.buffer).getBigUint64(0, true);
}

/** JSON in UTF-8. */
export function parseText(bytes: Uint8Array, path: string, offset: number): JsonValue {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new DataLossError('Error while deserializing header: invalid UTF-8 in header', { file: path, offset, cause });
  }
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const before = new TextEncoder().encode(text.slice(0, error.position)).length;
    throw new DataLossError(`Error while deserializing header: invalid JSON in header: ${error.message}`, { file: path, offset: offset + before });
  }
}

function refusal(problem: string, file: string, offset: number, expected: string, found?: string): DataLossError {
  return new DataLossError(`Error while deserializing header: ${problem}`, { file, offset, expected, found });
}
