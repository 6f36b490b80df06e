import type { WasmSource } from './compile-wasm.js';
import type { GroupKernel } from './fill-groups.js';
import type { PhiloxStream } from './philox-stream.js';

/** A fill, planned: which elements of which stream, and how they are computed. */
export interface RandomFill<T = number> {
  readonly stream: PhiloxStream;
  /** Index of the first element within the whole tensor. */
  readonly offset: number;
  readonly kernel: GroupKernel<T>;
  /** The same kernel in WebAssembly; `null` where there is none. */
  readonly wasm: WasmCall | null;
}

/** Which kernel of ../as makes a fill, with which parameters. */
export interface WasmCall {
  readonly source: WasmSource;
  readonly name: string;
  readonly parameters: readonly [number, number, number];
  /** What the kernel expects at the address `table`; `null` where it expects nothing. */
  readonly table: Float64Array | null;
  /** What the kernel leaves to be done to every number; `null` where that is nothing. */
  readonly finish: ((value: number) => number) | null;
}
