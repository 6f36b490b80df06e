import { fillGroups } from './fill-groups.js';
import { finishNumbers } from './finish-numbers.js';
import { kernelState } from './kernel-state.js';
import type { RandomFill, WasmCall } from './random-fill.js';
import { wasmKernel, type WasmKernel } from './wasm-kernel.js';
import { placeInMemory, placeInScratch, type NumberArray, type WasmPlace } from './wasm-place.js';
import { wholeSteps, WASM_STEP } from './whole-steps.js';

/** From this length on compiling the kernel is worth it. */
const WORTHWHILE = 512;

/** Fills `out`, which may lie in `memory`: in WebAssembly where it is worth it, else in TypeScript, with the same bits. */
export function runFill(out: NumberArray, fill: RandomFill, memory?: WebAssembly.Memory): void {
  if (fill.wasm === null || out.length < WORTHWHILE || typeof WebAssembly === 'undefined') return runPlain(out, fill);
  const place = memory === undefined ? placeInScratch(out, fill.wasm.table) : placeInMemory(out, memory, fill.wasm.table);
  const kernel = wasmKernel(fill.wasm, place.memory, place.table);
  if (kernel === null) return runPlain(out, fill);
  const [first, end] = wholeSteps(fill, out.length - place.reserved);
  runPlain(out, fill, 0, first);
  // Many calls, not one: V8 puts optimized code in the place of a function of WebAssembly between its calls only.
  for (let from = first; from < end; from += place.capacity) {
    runKernel(kernel, fill.wasm, out, fill, place, from, Math.min(from + place.capacity, end));
  }
  runPlain(out, fill, end);
}

/** Makes the elements from `from` to `to` in TypeScript. */
function runPlain(out: NumberArray, fill: RandomFill, from: number = 0, to: number = out.length): void {
  fillGroups(out.subarray(from, to), fill.stream, fill.kernel, fill.offset + from);
}

/** Makes the elements from `from` to `to`, which are whole steps, in WebAssembly. */
function runKernel(
  kernel: WasmKernel, call: WasmCall, out: NumberArray, fill: RandomFill, place: WasmPlace, from: number, to: number,
): void {
  const state = kernelState(fill, from, to);
  if (state === null) return runPlain(out, fill, from, to);
  kernel(place.address(from), (to - from) / WASM_STEP, state);
  place.collect(from, to - from);
  finishNumbers(call, out, from, to);
}
