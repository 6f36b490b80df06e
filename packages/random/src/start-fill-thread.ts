import { FailedPreconditionError } from '@varscope/spec/errors';
import { compileWasm } from './compile-wasm.js';
import { LOGARITHM_TABLE } from './log-float32.js';
import { NORMAL_MODULE } from './normal-module.generated.js';
import { startThread } from './start-thread.js';
import { UNIFORM_INT_MODULE } from './uniform-int-module.generated.js';
import { UNIFORM_MODULE } from './uniform-module.generated.js';

/** Elements that a thread makes at a time: its memory holds so many. */
export const PIECE: number = 2 ** 18;

/** A piece of a fill: the call of a kernel of ../as, and where its elements are put. */
export interface FillPiece {
  readonly kernel: string;
  /** How many times 16 elements. */
  readonly steps: number;
  /** The parameters of the kernel after `steps`, but for the table. */
  readonly parameters: readonly number[];
  /** Shared between threads, or given away until the piece is made. */
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
}

/** A thread that makes pieces of fills, one after the other. */
export interface FillThread {
  /** Makes `piece` and gives its buffer back. Rejects with `FailedPreconditionError` when the thread has ended. */
  fill(piece: FillPiece): Promise<ArrayBufferLike>;
  /** Ends the thread; what it has not made is rejected. */
  terminate(): Promise<void>;
}

const DATA = 512;
const PAGES = (PIECE * 4) / 65536 + 1;

// A string, because a bundler would have to find a file. The first message brings the modules, every other one a piece,
// which is answered with its buffer.
const PROGRAM = `
const port = typeof postMessage === 'function' ? globalThis : require('node:worker_threads').parentPort;
let memory, kernels;
port.onmessage = ({ data }) => kernels ? fill(data) : start(data);
function start({ modules, table }) {
  memory = new WebAssembly.Memory({ initial: ${PAGES} });
  new Float64Array(memory.buffer).set(table);
  const exported = modules.map((module) => new WebAssembly.Instance(module, { env: { memory } }).exports);
  kernels = Object.assign({}, ...exported);
}
function fill({ kernel, steps, parameters, buffer, byteOffset }) {
  kernels[kernel](${DATA}, steps, ...parameters, 0);
  new Uint8Array(buffer, byteOffset).set(new Uint8Array(memory.buffer, ${DATA}, steps * 64));
  port.postMessage(buffer, buffer instanceof ArrayBuffer ? [buffer] : []);
}`;

/** Starts such a thread; `null` where there are no threads or no WebAssembly with SIMD. */
export function startFillThread(): FillThread | null {
  const modules = [UNIFORM_MODULE, UNIFORM_INT_MODULE, NORMAL_MODULE].map((source) => compileWasm(source, false));
  if (modules.includes(null)) return null;
  const pending: { resolve: (buffer: ArrayBufferLike) => void; reject: (error: unknown) => void }[] = [];
  let failure: FailedPreconditionError | null = null;
  const end = (message: string, cause?: unknown): void => {
    failure ??= new FailedPreconditionError(message, { cause });
    for (const { reject } of pending.splice(0)) reject(failure);
  };
  const thread = startThread(PROGRAM, {
    onMessage: (buffer) => pending.shift()?.resolve(buffer as ArrayBufferLike), // as PROGRAM answers
    onError: (error) => end('A thread that fills arrays has failed.', error),
  });
  if (thread === null) return null;
  thread.post({ modules, table: LOGARITHM_TABLE }, []);
  return {
    fill: (piece) => new Promise((resolve, reject) => {
      if (failure !== null) return reject(failure);
      pending.push({ resolve, reject });
      thread.post(piece, piece.buffer instanceof ArrayBuffer ? [piece.buffer] : []);
    }),
    terminate() {
      end('The threads that fill arrays have been terminated.');
      return thread.terminate();
    },
  };
}
