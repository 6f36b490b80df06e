import type { Shape, StoredDType } from '@varscope/spec';
import type { Version } from './bundle-proto.js';
import { readVersion } from './bundle-proto.js';
import { readExtents, readShape } from './shape-proto.js';
import type { Extents } from './slice-key.js';
import type { WireReader } from './wire-reader.js';

/** SavedTensorSliceMeta: what a V1 file has. */
export interface V1Contents {
  readonly tensors: readonly V1Tensor[];
  readonly version: Version;
}

/** SavedSliceMeta. */
export interface V1Tensor {
  readonly name: Uint8Array;
  readonly shape: Shape;
  /** A number of TensorFlow. */
  readonly dtype: number;
  readonly slices: readonly Extents[];
}

/** The contents of the value of the empty key; `null` when it has none. */
export function readV1Contents(reader: WireReader): V1Contents | null {
  let contents: V1Contents | null = null;
  while (!reader.isAtEnd) {
    const tag = reader.tag();
    if (tag === 0x0a) contents = reader.inside(readMeta);
    else reader.skip(tag);
  }
  return contents;
}

/** The fields of the TensorProto in the value of a slice, of one number: the readers of their bytes. */
export function readV1Values(reader: WireReader, dtype: StoredDType): WireReader[] {
  const field = VALUE_FIELDS.get(dtype);
  if (field === undefined) return reader.malformed(`V1 files have no ${dtype}`);
  const values: WireReader[] = [];
  for (const slice of messages(reader, 0x12)) {
    for (const tensor of messages(slice, 0x1a)) readValues(tensor, field, values);
  }
  return values;
}

/** How a TensorProto has the elements of a dtype. */
interface ValueField {
  /** The field's number times 8. */
  readonly field: number;
  /** The wire type of an element outside of a packed field. */
  readonly type: 0 | 1 | 2 | 5;
}

const INTEGERS: ValueField = { field: 7 * 8, type: 0 };
const VALUE_FIELDS: ReadonlyMap<StoredDType, ValueField> = new Map<StoredDType, ValueField>([
  ['float32', { field: 5 * 8, type: 5 }], ['float64', { field: 6 * 8, type: 1 }],
  ['int32', INTEGERS], ['int16', INTEGERS], ['int8', INTEGERS], ['uint16', INTEGERS], ['uint8', INTEGERS],
  ['qint8', INTEGERS], ['quint8', INTEGERS], ['qint16', INTEGERS], ['quint16', INTEGERS], ['qint32', INTEGERS],
  ['string', { field: 8 * 8, type: 2 }], ['complex64', { field: 9 * 8, type: 5 }], ['int64', { field: 10 * 8, type: 0 }],
  ['bool', { field: 11 * 8, type: 0 }], ['complex128', { field: 12 * 8, type: 1 }], ['float16', { field: 13 * 8, type: 0 }],
]);

function readValues(reader: WireReader, { field, type }: ValueField, values: WireReader[]): void {
  while (!reader.isAtEnd) {
    const tag = reader.tag();
    if (tag === field + 2) values.push(reader.message());
    else if (tag === field + type) values.push(reader.alone(type));
    else reader.skip(tag);
  }
}

function* messages(reader: WireReader, wanted: number): Generator<WireReader, void> {
  while (!reader.isAtEnd) {
    const tag = reader.tag();
    if (tag === wanted) yield reader.message();
    else reader.skip(tag);
  }
}

function readMeta(reader: WireReader): V1Contents {
  const tensors: V1Tensor[] = [];
  let version: Version = { minConsumer: 0, badConsumers: [] };
  while (!reader.isAtEnd) {
    const tag = reader.tag();
    if (tag === 0x0a) tensors.push(reader.inside(readTensor));
    else if (tag === 0x12) version = reader.inside(readVersion);
    else reader.skip(tag);
  }
  return { tensors, version };
}

function readTensor(reader: WireReader): V1Tensor {
  let name: Uint8Array = new Uint8Array(0);
  const shape: number[] = [];
  let dtype = 0;
  const slices: Extents[] = [];
  while (!reader.isAtEnd) {
    const tag = reader.tag();
    if (tag === 0x0a) name = reader.field();
    else if (tag === 0x12) shape.push(...reader.inside(readShape));
    else if (tag === 0x18) dtype = reader.varint();
    else if (tag === 0x22) slices.push(reader.inside(readExtents));
    else reader.skip(tag);
  }
  return { name, shape, dtype, slices };
}
