import type { Shape } from '@varscope/spec';
import { encodeExtents, encodeShape, readExtents, readShape } from './shape-proto.js';
import type { Extents } from './slice-key.js';
import type { WireReader } from './wire-reader.js';
import { WireWriter } from './wire-writer.js';

/** BundleHeaderProto: the value of the empty key. */
export interface BundleHeader {
  readonly numShards: number;
  readonly isBigEndian: boolean;
  readonly version: Version;
}

/** VersionDef: who can read a file. */
export interface Version {
  readonly minConsumer: number;
  readonly badConsumers: readonly number[];
}

/** BundleEntryProto: a tensor, a slice, or, with `slices`, what a tensor in slices is as a whole. */
export interface BundleEntry {
  /** A number of TensorFlow. */
  readonly dtype: number;
  readonly shape: Shape;
  readonly shard: number;
  readonly offset: number;
  readonly size: number;
  readonly crc: number;
  readonly slices: readonly Extents[];
}

/** One for all: most entries have none. Nothing is ever added to it. */
const NONE: never[] = [];

export function readHeader(reader: WireReader): BundleHeader {
  let numShards = 0;
  let endianness = 0;
  let version: Version = { minConsumer: 0, badConsumers: [] };
  while (!reader.isAtEnd) {
    const tag = reader.tag();
    if (tag === 0x08) numShards = reader.varint();
    else if (tag === 0x10) endianness = reader.varint();
    else if (tag === 0x1a) version = reader.inside(readVersion);
    else reader.skip(tag);
  }
  if (endianness !== 0 && endianness !== 1) reader.malformed(`an endianness of ${endianness}`);
  return { numShards, isBigEndian: endianness === 1, version };
}

export function readVersion(reader: WireReader): Version {
  let minConsumer = 0;
  const badConsumers: number[] = [];
  while (!reader.isAtEnd) {
    const tag = reader.tag();
    if (tag === 0x10) minConsumer = reader.varint();
    else if (tag === 0x18) badConsumers.push(reader.varint());
    else if (tag === 0x1a) badConsumers.push(...reader.inside(readVarints));
    else reader.skip(tag);
  }
  return { minConsumer, badConsumers };
}

export function readEntry(reader: WireReader): BundleEntry {
  let dtype = 0;
  let shape: Shape = NONE;
  let shard = 0;
  let offset = 0;
  let size = 0;
  let crc = 0;
  let slices: Extents[] = NONE;
  while (!reader.isAtEnd) {
    const tag = reader.tag();
    switch (tag) {
      case 0x08: dtype = reader.varint(); break;
      case 0x12: shape = shape.length === 0 ? reader.inside(readShape) : [...shape, ...reader.inside(readShape)]; break;
      case 0x18: shard = reader.varint(); break;
      case 0x20: offset = reader.varint(); break;
      case 0x28: size = reader.varint(); break;
      case 0x35: crc = reader.fixed32(); break;
      case 0x3a:
        if (slices === NONE) slices = [];
        slices.push(reader.inside(readExtents));
        break;
      default: reader.skip(tag);
    }
  }
  return { dtype, shape, shard, offset, size, crc, slices };
}

function readVarints(reader: WireReader): number[] {
  const values: number[] = [];
  while (!reader.isAtEnd) values.push(reader.varint());
  return values;
}

/** The header of a little-endian bundle of the version that TensorFlow writes. */
export function encodeHeader(numShards: number): Uint8Array {
  const header = new WireWriter();
  header.number(1, numShards);
  header.field(3, Uint8Array.of(0x08, 1)); // producer 1
  return header.written;
}

export function encodeEntry({ dtype, shape, shard, offset, size, crc, slices }: BundleEntry): Uint8Array {
  const entry = new WireWriter();
  entry.number(1, dtype);
  entry.field(2, encodeShape(shape));
  entry.number(3, shard);
  entry.number(4, offset);
  entry.number(5, size);
  if (slices.length === 0 && crc !== 0) {
    entry.varint(0x35);
    entry.fixed32(crc);
  }
  for (const extents of slices) entry.field(7, encodeExtents(extents));
  return entry.written;
}
