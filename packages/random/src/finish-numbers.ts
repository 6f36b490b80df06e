import type { WasmCall } from './random-fill.js';
import type { NumberArray } from './wasm-place.js';

/** Does what the kernel of `call` has left to be done to the elements from `from` to `to`. */
export function finishNumbers({ finish }: WasmCall, out: NumberArray, from: number, to: number): void {
  if (finish !== null) for (let i = from; i < to; i++) out[i] = finish(out[i]!); // `!`: in range
}
