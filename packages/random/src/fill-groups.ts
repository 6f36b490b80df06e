import type { PhiloxStream } from './philox-stream.js';

/** How a distribution turns blocks into groups of elements. */
export interface GroupKernel<T> {
  /** Elements of a group. */
  readonly size: number;
  /** Blocks from the first block of a group to the first block of the next. */
  readonly blocks: number;
  /** Writes the elements of one group; `stream` stands at the first block of the group. */
  draw(stream: PhiloxStream, group: T[]): void;
}

/** Where elements go: a typed array. */
export interface Elements<T> {
  readonly length: number;
  [index: number]: T;
}

/** Fills `out` with the elements from `offset` on, in row-major order, whatever group they begin and end in. */
export function fillGroups<T>(out: Elements<T>, stream: PhiloxStream, kernel: GroupKernel<T>, offset: number): void {
  const group: T[] = [];
  let element = offset % kernel.size;
  let block = Math.floor(offset / kernel.size) * kernel.blocks;
  for (let index = 0; index < out.length; block += kernel.blocks) {
    stream.seek(block);
    kernel.draw(stream, group);
    while (element < kernel.size && index < out.length) out[index++] = group[element++]!; // `!`: draw fills the group
    element = 0;
  }
}
