/// <reference lib="esnext.disposable" preserve="true" />
import type { KernelSeed } from './philox-stream.js';
import { finishNumbers } from './finish-numbers.js';
import { kernelState } from './kernel-state.js';
import { planNormal, type FillNormalOptions } from './plan-normal.js';
import { planUniformInt32, type FillUniformIntOptions } from './plan-uniform-int.js';
import { planUniform, type FillUniformOptions } from './plan-uniform.js';
import type { RandomFill, WasmCall } from './random-fill.js';
import { runFill } from './run-fill.js';
import { PIECE, startFillThread, type FillThread } from './start-fill-thread.js';
import type { NumberArray } from './wasm-place.js';
import { wholeSteps, WASM_STEP } from './whole-steps.js';

/** Pieces that a thread has at a time: while one waits for this thread, it makes the other. */
const PIECES_AT_A_TIME = 2;

/**
 * Threads for large fills. Each method fills as the function of its name does, with the same bits, and resolves when it is
 * done; the array must be left alone until then. Best is an array in shared memory, which the threads write themselves;
 * any other is copied into piece by piece. What has no kernel in WebAssembly (float64) is filled on the calling thread,
 * and so is everything where there are no threads or no SIMD. Terminate the threads after use, or hold them with
 * `await using`.
 */
export class FillWorkers implements AsyncDisposable {
  readonly #threads: readonly FillThread[];

  /** Starts `count` threads. */
  constructor(count: number) {
    const threads = Array.from({ length: count }, startFillThread);
    this.#threads = threads.filter((thread) => thread !== null);
  }

  async fillUniform(out: Float32Array | Float64Array, seed: KernelSeed, options: FillUniformOptions = {}): Promise<void> {
    await this.#run(out, planUniform(out, seed, options));
  }

  async fillNormal(out: Float32Array | Float64Array, seed: KernelSeed, options: FillNormalOptions = {}): Promise<void> {
    await this.#run(out, planNormal('normal', out, seed, options));
  }

  async fillTruncatedNormal(out: Float32Array | Float64Array, seed: KernelSeed, options: FillNormalOptions = {}): Promise<void> {
    await this.#run(out, planNormal('truncatedNormal', out, seed, options));
  }

  async fillUniformInt(out: Int32Array, seed: KernelSeed, options: FillUniformIntOptions): Promise<void> {
    await this.#run(out, planUniformInt32(out, seed, options));
  }

  /** Ends the threads. A fill that still needs one rejects with `FailedPreconditionError`. */
  async terminate(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.terminate();
  }

  async #run(out: NumberArray, fill: RandomFill): Promise<void> {
    const { wasm } = fill;
    if (wasm === null || this.#threads.length === 0) {
      runFill(out, fill);
      return;
    }
    const [first, end] = wholeSteps(fill, out.length);
    const pieces = piecesOf(first, end);
    // Whoever has made a piece takes the next one.
    const makers = this.#threads.flatMap((thread) =>
      Array.from({ length: PIECES_AT_A_TIME }, () => makePieces(thread, pieces, out, { ...fill, wasm })),
    );
    fillHere(out, fill, 0, first);
    fillHere(out, fill, end, out.length);
    await Promise.all(makers);
  }
}

function* piecesOf(first: number, end: number): Generator<readonly [from: number, to: number], void> {
  for (let from = first; from < end; from += PIECE) yield [from, Math.min(from + PIECE, end)];
}

function fillHere(out: NumberArray, fill: RandomFill, from: number, to: number): void {
  runFill(out.subarray(from, to), { ...fill, offset: fill.offset + from });
}

/** Makes one piece after the other on `thread`. */
async function makePieces(
  thread: FillThread, pieces: Iterable<readonly [from: number, to: number]>, out: NumberArray, fill: RandomFill & { wasm: WasmCall },
): Promise<void> {
  const isShared = !(out.buffer instanceof ArrayBuffer) && out.BYTES_PER_ELEMENT === 4;
  let buffer: ArrayBufferLike | undefined = isShared ? out.buffer : undefined;
  for (const [from, to] of pieces) {
    const state = kernelState(fill, from, to);
    if (state === null) {
      fillHere(out, fill, from, to);
      continue;
    }
    buffer = await thread.fill({
      kernel: fill.wasm.name,
      steps: (to - from) / WASM_STEP,
      parameters: [...state, ...fill.wasm.parameters],
      buffer: buffer ?? new ArrayBuffer(PIECE * 4),
      byteOffset: isShared ? out.byteOffset + from * 4 : 0,
    });
    if (!isShared) out.set(viewOf(buffer, out, to - from), from);
    finishNumbers(fill.wasm, out, from, to);
  }
}

function viewOf(buffer: ArrayBufferLike, out: NumberArray, length: number): Float32Array | Int32Array {
  return out instanceof Int32Array ? new Int32Array(buffer, 0, length) : new Float32Array(buffer, 0, length);
}
