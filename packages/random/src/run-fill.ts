import { fillGroups } from './fill-groups.js';
import type { RandomFill, WasmCall } from './random-fill.js';
import { wasmKernels, WASM_STEP, type WasmKernel } from './wasm-kernels.js';
import { placeInMemory, placeInScratch, type NumberArray, type WasmPlace } from './wasm-place.js';

/** From this length on compiling the kernel is worth it. */
const WORTHWHILE = 1024;

/** Fills `out`, which may lie in `memory`: in WebAssembly where it is worth it, else in TypeScript, with the same bits. */
export function runFill(out: NumberArray, fill: RandomFill, memory: WebAssembly.Memory | undefined): void {
  if (fill.wasm === null || out.length < WORTHWHILE || typeof WebAssembly === 'undefined') return runPlain(out, fill, 0);
  const place = memory === undefined ? placeInScratch(out) : placeInMemory(out, memory);
  const kernel = wasmKernels(fill.wasm.source, place.memory)?.[fill.wasm.name];
  if (kernel === undefined) return runPlain(out, fill, 0);
  // A kernel makes whole groups: what comes before the first border of a group and what is left in the end is made here.
  const { size } = fill.kernel;
  const first = (size - (fill.offset % size)) % size;
  const end = first + Math.floor((out.length - first - place.reserved) / WASM_STEP) * WASM_STEP;
  runPlain(out.subarray(0, first), fill, 0);
  runKernel(kernel, fill.wasm, fill, place, first, end);
  runPlain(out.subarray(end), fill, end);
}

function runPlain(out: NumberArray, fill: RandomFill, index: number): void {
  fillGroups(out, fill.stream, fill.kernel, fill.offset + index);
}

/** Makes the elements from `first` to `end` in many calls: V8 optimizes a function of WebAssembly between its calls. */
function runKernel(
  kernel: WasmKernel, call: WasmCall, fill: RandomFill, place: WasmPlace, first: number, end: number,
): void {
  const most = place.capacity - (place.capacity % WASM_STEP);
  for (let index = first; index < end; index += most) {
    const count = Math.min(most, end - index);
    const state = fill.stream.stateAt(((fill.offset + index) / fill.kernel.size) * fill.kernel.blocks);
    // The stream gives the six words of a state.
    const words = [...state] as [number, number, number, number, number, number];
    kernel(place.address(index), count / WASM_STEP, ...words, ...call.parameters, place.table);
    place.collect(index, count);
  }
}
