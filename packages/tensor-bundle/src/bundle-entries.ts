import { formatShape, numElements, type Shape, type StoredDType, type TensorSlice, type TensorToWrite } from '@varscope/spec';
import { findBadSlice, formatSlice, isInside } from '@varscope/spec/codec';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { encodeEntry, encodeHeader, type BundleEntry } from './bundle-proto.js';
import { DTYPE_NUMBERS } from './dtype-number.js';
import { sliceKey, type Extents } from './slice-key.js';
import { encodeTable, sortByKey, type KeyValue } from './table-writer.js';
import { encodeName } from './tensor-name.js';

/** Where data were written, and their masked CRC. */
export type WrittenPlace = Pick<BundleEntry, 'shard' | 'offset' | 'size' | 'crc'>;

interface Known {
  readonly dtype: StoredDType;
  readonly shape: Shape;
  readonly slices: TensorSlice[];
  readonly places: WrittenPlace[];
}

/** As many as TensorFlow's shapes have. */
const MOST_DIMENSIONS = 254;

/** What is being written, for the index of a bundle. */
export class BundleEntries {
  readonly #tensors = new Map<string, Known>();

  /**
   * Checks a tensor, or a slice, before its data are written.
   * @throws InvalidArgumentError when it is no tensor that a bundle can have beside those before it.
   */
  check(tensor: TensorToWrite): void {
    const { name, dtype, shape, slice } = tensor;
    if (name === '') throw refuse(tensor, 'A tensor in a checkpoint needs a name');
    encodeName(name);
    if (!DTYPE_NUMBERS.has(dtype)) throw refuse(tensor, `Tensors of dtype ${dtype} cannot be written`);
    if (shape.length > MOST_DIMENSIONS || !shape.every(isSize) || numElements(shape) > Number.MAX_SAFE_INTEGER / 16) {
      throw refuse(tensor, `The shape ${formatShape(shape)} is none that a tensor can have`);
    }
    const known = this.#tensors.get(name);
    if (known === undefined) return isPart(tensor) ? checkSlice(tensor, slice) : undefined;
    if (!isPart(tensor) || known.slices.length === 0) throw refuse(tensor, `Adding duplicate key: ${name}`);
    if (dtype !== known.dtype || String(shape) !== String(known.shape)) {
      throw refuse(tensor, `The slices of ${name} have different dtypes or shapes of the whole tensor`);
    }
    checkSlice(tensor, slice);
  }

  /** Adds what `check` let pass and has been written. */
  add({ name, dtype, shape, slice }: TensorToWrite, place: WrittenPlace): void {
    const known = this.#tensors.get(name) ?? { dtype, shape, slices: [], places: [] };
    this.#tensors.set(name, known);
    known.places.push(place);
    if (slice !== undefined && !isWhole(slice, shape)) known.slices.push(slice);
  }

  /**
   * The index file.
   * @throws InvalidArgumentError when slices overlap.
   */
  encode(numShards: number): Uint8Array {
    const entries: KeyValue[] = [];
    for (const [name, known] of this.#tensors) entries.push(...entriesOf(name, known));
    return encodeTable([[new Uint8Array(0), encodeHeader(numShards)], ...sortByKey(entries)]);
  }
}

function entriesOf(name: string, { dtype, shape, slices, places }: Known): KeyValue[] {
  const key = encodeName(name);
  const number = DTYPE_NUMBERS.get(dtype)!; // it was checked
  if (slices.length === 0) return [[key, encodeEntry({ ...places[0]!, dtype: number, shape, slices: [] })]];
  const problem = findBadSlice(shape, slices);
  if (problem !== null) throw new InvalidArgumentError(`${problem} (tensor ${name})`, { variable: name });
  const extents = slices.map(extentsOf);
  const parts = slices.map((slice, i): KeyValue => {
    return [sliceKey(key, extents[i]!), encodeEntry({ ...places[i]!, dtype: number, shape: slice.shape, slices: [] })];
  });
  return [[key, encodeEntry({ dtype: number, shape, shard: 0, offset: 0, size: 0, crc: 0, slices: extents })], ...parts];
}

/** With the length of every axis, as TensorFlow's Saver writes them. */
function extentsOf({ offset, shape }: TensorSlice): Extents {
  return offset.map((start, axis) => [start, shape[axis]!]);
}

/** Whether it is a part of a tensor: a slice that is all of it is stored as a tensor. */
function isPart(tensor: TensorToWrite): tensor is TensorToWrite & { readonly slice: TensorSlice } {
  return tensor.slice !== undefined && !isWhole(tensor.slice, tensor.shape);
}

function isWhole({ offset, shape }: TensorSlice, whole: Shape): boolean {
  return shape.length === whole.length && offset.length === whole.length
    && whole.every((size, axis) => shape[axis] === size && offset[axis] === 0);
}

function checkSlice(tensor: TensorToWrite, slice: TensorSlice | undefined): void {
  const { offset = [], shape = [] } = slice ?? {};
  if (isInside({ offset, shape }, tensor.shape) && !shape.includes(0)) return;
  throw refuse(tensor, `The slice ${formatSlice({ offset, shape })} is none of ${tensor.name} ${formatShape(tensor.shape)}`);
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function refuse({ name }: TensorToWrite, message: string): InvalidArgumentError {
  return new InvalidArgumentError(message, { variable: name });
}
