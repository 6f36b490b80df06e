import type { Shape } from '@varscope/spec';
import type { Extents } from './slice-key.js';
import type { WireReader } from './wire-reader.js';
import { WireWriter } from './wire-writer.js';

/** As many as TensorFlow's shapes have. */
const MOST_DIMENSIONS = 254;

/** Reads a TensorShapeProto. */
export function readShape(reader: WireReader): number[] {
  const shape: number[] = [];
  while (!reader.isAtEnd) {
    const tag = reader.tag();
    if (tag === 0x12) shape.push(reader.inside(readDimension));
    else if (tag === 0x18 && reader.varint() !== 0) reader.malformed('the rank is unknown');
    else if (tag !== 0x18) reader.skip(tag);
    if (shape.length > MOST_DIMENSIONS) reader.malformed(`a shape has more than ${MOST_DIMENSIONS} dimensions`);
  }
  return shape;
}

/** Reads a TensorSliceProto. */
export function readExtents(reader: WireReader): Extents {
  const extents: [number, number][] = [];
  while (!reader.isAtEnd) {
    const tag = reader.tag();
    if (tag === 0x0a) extents.push(reader.inside(readExtent));
    else reader.skip(tag);
    if (extents.length > MOST_DIMENSIONS) reader.malformed(`a slice has more than ${MOST_DIMENSIONS} dimensions`);
  }
  return extents;
}

export function encodeShape(shape: Shape): Uint8Array {
  const proto = new WireWriter();
  for (const size of shape) {
    const dimension = new WireWriter();
    dimension.number(1, size);
    proto.field(2, dimension.written);
  }
  return proto.written;
}

export function encodeExtents(extents: Extents): Uint8Array {
  const proto = new WireWriter();
  for (const [start, length] of extents) {
    const extent = new WireWriter();
    extent.number(1, start);
    if (length !== -1) extent.number(2, length);
    proto.field(1, extent.written);
  }
  return proto.written;
}

function readDimension(reader: WireReader): number {
  let size = 0;
  while (!reader.isAtEnd) {
    const tag = reader.tag();
    if (tag === 0x08) size = reader.varint();
    else reader.skip(tag);
  }
  if (size < 0 || !Number.isSafeInteger(size)) reader.malformed(`a dimension of ${size}`);
  return size;
}

/** A length that is missing stands for the whole axis. */
function readExtent(reader: WireReader): [start: number, length: number] {
  let start = 0;
  let length = -1;
  while (!reader.isAtEnd) {
    const tag = reader.tag();
    if (tag === 0x08) start = reader.varint();
    else if (tag === 0x10) length = checkedLength(reader);
    else reader.skip(tag);
  }
  if (start < 0 || !Number.isSafeInteger(start) || (length === -1 && start !== 0)) reader.malformed(`a slice begins at ${start}`);
  return [start, length];
}

function checkedLength(reader: WireReader): number {
  const length = reader.varint();
  if (length <= 0 || !Number.isSafeInteger(length)) reader.malformed(`a slice of length ${length}`);
  return length;
}
