import { WireFormatError, WireReader } from './wire-reader.js';

/** Three bytes make at most 64. */
const LARGEST_RATIO = 22;

/**
 * Decodes a raw snappy block: the uncompressed length as a varint, then literals and copies of what came before.
 * Written from the public description of the format (`format_description.txt` of google/snappy).
 * @param limit Bytes that the result may have.
 * @throws WireFormatError when it is none, or its length cannot be true.
 */
export function decodeSnappy(block: Uint8Array, limit: number): Uint8Array {
  const reader = new WireReader(block);
  const length = reader.varint();
  if (length < 0 || length > limit || length > LARGEST_RATIO * block.length) throw new WireFormatError('the length cannot be true');
  const output = new Uint8Array(length);
  let at = 0;
  while (!reader.isAtEnd) {
    const tag = reader.take(1)[0]!;
    if ((tag & 3) === 0) {
      const literal = reader.take(literalLength(reader, tag >>> 2));
      if (literal.length > length - at) throw new WireFormatError('it is longer than it says');
      output.set(literal, at);
      at += literal.length;
    } else {
      at = copyBack(output, at, copyLength(tag), copyDistance(reader, tag));
    }
  }
  if (at !== length) throw new WireFormatError('it is shorter than it says');
  return output;
}

function literalLength(reader: WireReader, size: number): number {
  return 1 + (size < 60 ? size : littleEndian(reader.take(size - 59)));
}

function copyLength(tag: number): number {
  return (tag & 3) === 1 ? 4 + ((tag >>> 2) & 7) : 1 + (tag >>> 2);
}

function copyDistance(reader: WireReader, tag: number): number {
  if ((tag & 3) === 1) return ((tag >>> 5) << 8) + reader.take(1)[0]!;
  return littleEndian(reader.take((tag & 3) === 2 ? 2 : 4));
}

/** Byte by byte: a copy may reach into what it writes. */
function copyBack(output: Uint8Array, at: number, length: number, distance: number): number {
  if (distance === 0 || distance > at) throw new WireFormatError('a copy begins before the beginning');
  if (length > output.length - at) throw new WireFormatError('it is longer than it says');
  for (let i = at; i < at + length; i++) output[i] = output[i - distance]!;
  return at + length;
}

function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
}
