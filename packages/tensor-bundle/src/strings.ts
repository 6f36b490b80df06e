import { DataLossError } from '@varscope/spec/errors';
import { crc32c, maskCrc32c } from './crc32c.js';
import { reading, type Place } from './damaged.js';
import { WireReader } from './wire-reader.js';

/** How a file has strings: their lengths, a checksum of those, and the strings one behind the other. */
export interface StringsLayout {
  readonly isBigEndian: boolean;
  /** Masked, of all three parts. */
  readonly crc: number;
}

const CHECKSUM_BYTES = 4;
const NOTHING = new Uint8Array(0);

/**
 * The strings of `bytes`, which are `count` and nothing else: views of `bytes`.
 * @throws DataLossError when the lengths do not fit, or a checksum is wrong.
 */
export function decodeStrings(bytes: Uint8Array, count: number, { isBigEndian, crc }: StringsLayout, place: Place): Uint8Array[] {
  if (bytes.length === 0) {
    verifyChecksum('Checksum does not match', 0, crc, place);
    return [];
  }
  const reader = new WireReader(bytes);
  const lengths = reading(() => readLengths(reader, count), () => ['The lengths of strings are no varints', place]);
  const stored = bytes.subarray(reader.at, reader.at + CHECKSUM_BYTES);
  const data = bytes.subarray(reader.at + CHECKSUM_BYTES);
  const checksum = new DataView(stored.buffer, stored.byteOffset, CHECKSUM_BYTES).getUint32(0, !isBigEndian);
  const lengthsCrc = crcOfLengths(lengths, isBigEndian);
  verifyChecksum('The length checksum does not match', lengthsCrc, checksum, place);
  verifyChecksum('Checksum does not match', crc32c(data, crc32c(stored, lengthsCrc)), crc, place);
  return cutStrings(data, lengths);
}

/** The CRC-32C of lengths, each in 4 bytes, or in 8 where it does not fit. */
export function crcOfLengths(lengths: readonly number[], isBigEndian: boolean): number {
  const buffer = new DataView(new ArrayBuffer(4096));
  const bytes = new Uint8Array(buffer.buffer);
  let crc = 0;
  let at = 0;
  for (const length of lengths) {
    const isLong = length >= 2 ** 32;
    if (isLong) buffer.setBigUint64(at, BigInt(length), !isBigEndian);
    else buffer.setUint32(at, length, !isBigEndian);
    at += isLong ? 8 : 4;
    if (at > bytes.length - 8) {
      crc = crc32c(bytes.subarray(0, at), crc);
      at = 0;
    }
  }
  return crc32c(bytes.subarray(0, at), crc);
}

/** Refuses data whose CRC is not the masked one that was stored. */
export function verifyChecksum(message: string, crc: number, stored: number, place: Place): void {
  const computed = maskCrc32c(crc);
  if (computed === stored) return;
  throw new DataLossError(`${message}: expected ${stored} but actual is ${computed}`, place);
}

function readLengths(reader: WireReader, count: number): number[] {
  const lengths: number[] = [];
  let total = 0;
  for (let i = 0; i < count; i++) {
    const length = reader.varint();
    total += length;
    if (length < 0 || total > reader.end) return reader.malformed('a string is longer than the file says');
    lengths.push(length);
  }
  if (reader.at + CHECKSUM_BYTES + total !== reader.end) return reader.malformed('the strings do not take as many bytes as the file says');
  return lengths;
}

function cutStrings(data: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  let at = 0;
  return lengths.map((length) => {
    const string = length === 0 ? NOTHING : data.subarray(at, at + length);
    at += length;
    return string;
  });
}
