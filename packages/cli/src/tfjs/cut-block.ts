import { numElements, type Shape, type TensorSlice } from '@varscope/spec';

/** What bytes and lists of strings have in common. */
interface Sliceable {
  readonly length: number;
}

/** Cuts a block out of the elements of a row-major tensor, each of which takes `width` places. */
export function cutBlock(elements: Uint8Array, shape: Shape, width: number, slice: TensorSlice): Uint8Array;
export function cutBlock(elements: readonly Uint8Array[], shape: Shape, width: number, slice: TensorSlice): Uint8Array[];
export function cutBlock(
  elements: Uint8Array | readonly Uint8Array[],
  shape: Shape,
  width: number,
  slice: TensorSlice,
): Sliceable {
  const parts: (Uint8Array | readonly Uint8Array[])[] = [];
  const cut = (from: number, axis: number): void => {
    const step = numElements(shape.slice(axis + 1)) * width;
    const begin = from + (slice.offset[axis] ?? 0) * step;
    const count = slice.shape[axis] ?? 1;
    if (axis >= shape.length - 1) parts.push(elements.slice(begin, begin + count * step));
    else for (let i = 0; i < count; i++) cut(begin + i * step, axis + 1);
  };
  cut(0, 0);
  if (elements instanceof Uint8Array) return joinBytes(parts as Uint8Array[]); // parts of it
  return parts.flat();
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of parts) {
    joined.set(part, place);
    place += part.length;
  }
  return joined;
}
