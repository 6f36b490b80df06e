import { fillGroups } from './fill-groups.js';
import type { RandomFill } from './random-fill.js';
import { wasmKernel, WASM_STEP, type WasmKernel } from './wasm-kernel.js';
import { placeInMemory, placeInScratch, type NumberArray, type WasmPlace } from './wasm-place.js';

/** From this length on compiling the kernel is worth it. */
const WORTHWHILE = 1024;

/** Fills `out`, which may lie in `memory`: in WebAssembly where it is worth it, else in TypeScript, with the same bits. */
export function runFill(out: NumberArray, fill: RandomFill, memory: WebAssembly.Memory | undefined): void {
  if (fill.wasm === null || out.length < WORTHWHILE || typeof WebAssembly === 'undefined') return runPlain(out, fill);
  const place = memory === undefined ? placeInScratch(out) : placeInMemory(out, memory);
  const kernel = wasmKernel(fill.wasm, place.memory, place.table);
  if (kernel === null) return runPlain(out, fill);
  // A kernel makes whole groups: what comes before the first border of a group and what is left in the end is made here.
  const { size } = fill.kernel;
  const first = (size - (fill.offset % size)) % size;
  const end = first + Math.floor((out.length - first - place.reserved) / WASM_STEP) * WASM_STEP;
  runPlain(out, fill, 0, first);
  // Many calls, not one: V8 puts optimized code in the place of a function of WebAssembly between its calls only.
  for (let from = first; from < end; from += place.capacity) {
    runKernel(kernel, out, fill, place, from, Math.min(from + place.capacity, end));
  }
  runPlain(out, fill, end);
}

/** Makes the elements from `from` to `to` in TypeScript. */
function runPlain(out: NumberArray, fill: RandomFill, from: number = 0, to: number = out.length): void {
  fillGroups(out.subarray(from, to), fill.stream, fill.kernel, fill.offset + from);
}

/** Makes the elements from `from` to `to`, which are whole groups, in WebAssembly. */
function runKernel(
  kernel: WasmKernel, out: NumberArray, fill: RandomFill, place: WasmPlace, from: number, to: number,
): void {
  const { size, blocks } = fill.kernel;
  const state = fill.stream.stateAt(((fill.offset + from) / size) * blocks);
  // The kernels count blocks in 64 bits.
  if (passesEnd(state, ((to - from) / size) * blocks)) return runPlain(out, fill, from, to);
  kernel(place.address(from), (to - from) / WASM_STEP, state);
  place.collect(from, to - from);
}

/** Whether the lower half of the counter comes near its end within `blocks` blocks. */
function passesEnd(state: Uint32Array, blocks: number): boolean {
  const lower = state[3]! * 2 ** 32 + state[2]!; // `!`: a state has six words
  return lower + blocks > 2 ** 64 - 2 ** 16; // before it, because doubles round there
}
