import { formatShape, type Shape, type TensorSlice } from '@varscope/spec';
import { wholeSlice } from '@varscope/spec/codec';
import { InvalidArgumentError } from '@varscope/spec/errors';
import type { TensorSource } from './tensor-source.js';

/** From where to where along an axis: `null` is the end of it, a negative number counts from there. */
export interface Range {
  readonly start: number | null;
  readonly stop: number | null;
}

/**
 * A block of a tensor as a tensor of its own.
 * @throws InvalidArgumentError when the block is not inside the tensor, or empty.
 */
export function blockSource(source: TensorSource, ranges: readonly Range[]): TensorSource {
  const block = resolve(source, ranges);
  return {
    ...source,
    shape: block.shape,
    slices: [],
    read: ({ offset, shape } = wholeSlice(block.shape)) =>
      source.read({ offset: offset.map((start, axis) => start + block.offset[axis]!), shape }),
  };
}

/** Axes that no range is given for are whole. */
function resolve({ name, shape }: TensorSource, ranges: readonly Range[]): TensorSlice {
  const offset = shape.map((size, axis) => place(ranges[axis]?.start ?? 0, size));
  const end = shape.map((size, axis) => place(ranges[axis]?.stop ?? size, size));
  const block = { offset, shape: end.map((stop, axis) => stop - offset[axis]!) };
  const isInside = ranges.length <= shape.length &&
    shape.every((size, axis) => offset[axis]! >= 0 && end[axis]! <= size && block.shape[axis]! > 0);
  if (isInside) return block;
  throw new InvalidArgumentError(`The block of tensor ${name} is not inside of it, or empty.`, {
    variable: name,
    expected: `a block of shape ${formatShape(shape)}`,
    found: ranges.map(formatRange).join(','),
  });
}

function place(index: number, size: Shape[number]): number {
  return index < 0 ? index + size : index;
}

function formatRange({ start, stop }: Range): string {
  return `${start ?? ''}:${stop ?? ''}`;
}
