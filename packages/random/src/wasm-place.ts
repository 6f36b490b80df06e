import { InvalidArgumentError } from '@varscope/spec/errors';

/** The arrays that a kernel in WebAssembly fills. */
export type NumberArray = Float32Array | Float64Array | Int32Array;

/** Where a kernel writes the elements of an array, and how they come into the array from there. */
export interface WasmPlace {
  readonly memory: WebAssembly.Memory;
  /** Address of the table that the kernel reads, and of the 64 bytes for its use after it. */
  readonly table: number;
  /** Elements at the end of the array that the kernel must not write. */
  readonly reserved: number;
  /** Most elements that may be written before they are collected: a multiple of 16. */
  readonly capacity: number;
  /** The address to write the element `index` to, and those after it. */
  address(index: number): number;
  /** Puts `count` elements from `index` on into the array. */
  collect(index: number, count: number): void;
}

/** The largest table, that of the logarithm, and 64 bytes that the kernels use. */
const TABLE_BYTES = 256 + 64;
const PAGE_BYTES = 65536;
const DATA = 512;

/** Within `memory`, where `out` lies: nothing is copied. The table lies in the last elements while the others are written. */
export function placeInMemory(out: NumberArray, memory: WebAssembly.Memory, table: Float64Array | null): WasmPlace {
  if (out.buffer !== memory.buffer) {
    throw new InvalidArgumentError('The array to fill does not lie in the memory that was given with it.');
  }
  if (out.BYTES_PER_ELEMENT !== 4) return placeInScratch(out, table);
  const address = out.byteOffset + out.byteLength - TABLE_BYTES;
  writeTable(memory, address, table);
  return {
    memory,
    table: address,
    reserved: TABLE_BYTES / 4,
    capacity: PAGE_BYTES / 4,
    address: (index) => out.byteOffset + index * 4,
    collect: () => undefined,
  };
}

// One page of memory, made at the first use and kept: what it holds between fills is of no consequence.
let scratch: WebAssembly.Memory | undefined;

/** In a page of memory of this package, copied out from there. */
export function placeInScratch(out: NumberArray, table: Float64Array | null): WasmPlace {
  scratch ??= new WebAssembly.Memory({ initial: 1, maximum: 1 });
  writeTable(scratch, 0, table);
  const elements = out instanceof Int32Array
    ? new Int32Array(scratch.buffer, DATA)
    : new Float32Array(scratch.buffer, DATA);
  return {
    memory: scratch,
    table: 0,
    reserved: 0,
    capacity: elements.length,
    address: () => DATA,
    collect: (index, count) => out.set(elements.subarray(0, count), index),
  };
}

function writeTable(memory: WebAssembly.Memory, address: number, table: Float64Array | null): void {
  if (table !== null) new Uint8Array(memory.buffer, address).set(new Uint8Array(table.buffer)); // no multiple of 8, maybe
}
