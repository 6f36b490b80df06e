import { numElements, type Shape, type TensorData, type TensorSlice } from '@varscope/spec';
import { wholeSlice } from '@varscope/spec/codec';
import type { ValueDifference } from '@varscope/summary';
import { blocksOf } from './blocks-of.js';
import { CODECS } from './elements/codecs.js';
import { formatElement } from './format-element.js';
import { MOST_BLOCK } from './most-block.js';
import type { TensorSource } from './tensor-source.js';

/** The place and the size of the largest difference so far. */
interface Largest {
  /** Of the element, in the block. */
  readonly index: number;
  readonly distance: number | null;
}

/**
 * Compares the values of two tensors of one shape, block by block; `null` where they are equal. Of one dtype they are
 * equal when their bits are; NaN equals NaN, and 0 is -0. Numbers of several dtypes are compared as float64.
 * @param tolerance The largest distance that is no difference.
 */
export async function compareTensors(left: TensorSource, right: TensorSource, tolerance: number): Promise<ValueDifference | null> {
  let differing = 0;
  let found: ValueDifference | null = null;
  for (const block of blocksOf(wholeSlice(left.shape), MOST_BLOCK)) {
    const [a, b] = await Promise.all([left.read(block), right.read(block)]);
    const result = compareBlock(a, b, left, right, tolerance);
    if (result === null) continue;
    differing += result.count;
    const { distance, index } = result.largest;
    if (found === null || (distance ?? Infinity) > (found.largest ?? Infinity)) {
      found = {
        differing,
        elements: numElements(left.shape),
        largest: distance,
        at: placeOf(index, block),
        left: formatElement(a, left.dtype, index),
        right: formatElement(b, right.dtype, index),
      };
    }
  }
  return found === null ? null : { ...found, differing };
}

interface BlockDifference {
  readonly count: number;
  readonly largest: Largest;
}

function compareBlock(a: TensorData, b: TensorData, left: TensorSource, right: TensorSource, tolerance: number): BlockDifference | null {
  if (!(a instanceof Uint8Array) || !(b instanceof Uint8Array)) return compareStrings(a, b);
  if (left.dtype === right.dtype && Buffer.compare(a, b) === 0) return null;
  if (left.dtype === right.dtype && (left.dtype === 'int64' || left.dtype === 'uint64')) return compareBigInts(a, b, left.dtype, tolerance);
  const numbers = CODECS.get(left.dtype)!.kind === 'complex' ? 2 : 1;
  return compareNumbers(CODECS.get(left.dtype)!.decode(a), CODECS.get(right.dtype)!.decode(b), numbers, tolerance);
}

function compareNumbers(a: Float64Array, b: Float64Array, numbers: number, tolerance: number): BlockDifference | null {
  let count = 0;
  let largest: Largest | null = null;
  for (let i = 0; i < a.length; i += numbers) {
    let distance = distanceOf(a[i]!, b[i]!);
    if (numbers === 2) distance = Math.hypot(distance, distanceOf(a[i + 1]!, b[i + 1]!));
    if (distance <= tolerance) continue;
    count++;
    if (largest === null || distance > largest.distance!) largest = { index: i / numbers, distance };
  }
  return largest === null ? null : { count, largest };
}

function distanceOf(a: number, b: number): number {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return 0;
  const distance = Math.abs(a - b);
  return Number.isNaN(distance) ? Infinity : distance;
}

function compareBigInts(a: Uint8Array, b: Uint8Array, dtype: 'int64' | 'uint64', tolerance: number): BlockDifference | null {
  const View = dtype === 'int64' ? BigInt64Array : BigUint64Array;
  const left = new View(a.slice().buffer);
  const right = new View(b.slice().buffer);
  let count = 0;
  let largest: Largest | null = null;
  for (let index = 0; index < left.length; index++) {
    const difference = left[index]! - right[index]!;
    const distance = Number(difference < 0n ? -difference : difference);
    if (distance <= tolerance) continue;
    count++;
    if (largest === null || distance > largest.distance!) largest = { index, distance };
  }
  return largest === null ? null : { count, largest };
}

/** Strings are equal or not: there is no distance. */
function compareStrings(a: TensorData, b: TensorData): BlockDifference | null {
  const [left, right] = [a, b] as [readonly Uint8Array[], readonly Uint8Array[]]; // both are: they have one dtype
  const differing = left.flatMap((string, index) => (Buffer.compare(string, right[index]!) === 0 ? [] : [index]));
  const [index] = differing;
  return index === undefined ? null : { count: differing.length, largest: { index, distance: null } };
}

/** The place in the tensor of an element of a block. */
function placeOf(index: number, { offset, shape }: TensorSlice): Shape {
  let rest = index;
  return offset.map((start, axis) => {
    const step = numElements(shape.slice(axis + 1));
    const place = Math.floor(rest / step);
    rest -= place * step;
    return start + place;
  });
}
