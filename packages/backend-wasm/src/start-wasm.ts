import { engine, env, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { locateWasmFiles } from '#wasm-places';
import { startOnce } from '@varscope/spec/adapter';
import { BackendUnavailableError } from '@varscope/spec/errors';
import { countThreads } from './count-threads.js';
import { findWasmFile } from './find-wasm-file.js';
import { inflateEmbeddedFile } from './inflate-embedded-file.js';
import { startThreads } from './start-threads.js';
import type { WasmFiles } from './wasm-files.js';

/** What `initializeWasm` takes. */
export interface WasmOptions {
  /**
   * Where the files of `@tensorflow/tfjs-backend-wasm` are: the URL of their folder with a final `/`, or of each file.
   * They are looked for nowhere else then. Needed only where those in tfjs's package should not be used.
   */
  readonly wasmPaths?: string | WasmFiles;
  /**
   * How many threads share the work of a kernel, 8 at most; `false` for one. Default: on a cross-origin isolated page half
   * as many as there are logical processors, but at least two where there are two; elsewhere one. Where threads do not
   * start there is one: `capabilities.threads` tells.
   */
  readonly threads?: number | false;
}

type TfjsWasm = typeof import('@tensorflow/tfjs-backend-wasm');
type Factory = Parameters<typeof registerBackend>[1];

/** On a factory that is registered here, the one of tfjs that it is there in place of. */
const TFJS_FACTORY = Symbol.for('varscope.backend-wasm.tfjsFactory');

const NAME = 'wasm';
const [PLAIN, SIMD, THREADED] = [
  'tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm',
] as const;

/** Makes tfjs's WebAssembly backend the current one; starts it where it is neither running nor being started. */
export async function startWasm(wasm: TfjsWasm, options: WasmOptions): Promise<void> {
  await startOnce(NAME, () => start(wasm, options));
}

async function start(wasm: TfjsWasm, { wasmPaths, threads }: WasmOptions): Promise<void> {
  if (!(NAME in engine().registry)) {
    const places = wasmPaths === undefined ? locateWasmFiles() : [typeof wasmPaths === 'string' ? filesIn(wasmPaths) : wasmPaths];
    const withThreads = await startWithThreads(wasm, places, countThreads(threads));
    if (!withThreads) await setFile(wasm, places, wasmPaths === undefined);
  }
  if (await setBackend(NAME)) return;
  throw new BackendUnavailableError('The wasm backend did not start; the reason is in the log.', {
    expected: 'WebAssembly, and files of the same version as @tensorflow/tfjs-backend-wasm',
  });
}

/** Stops it and frees its memory. It can be started again. */
export function stopWasm(): void {
  const { factory, priority } = engine().registryFactory[NAME]!; // it was started from there
  // One that is registered here has it.
  const { [TFJS_FACTORY]: tfjsFactory = factory } = factory as Factory & { readonly [TFJS_FACTORY]?: Factory };
  removeBackend(NAME);
  // tfjs's package registers itself only when it is first loaded; without this it could not start again.
  registerBackend(NAME, tfjsFactory, priority);
}

/** Whether the backend has started on more than one thread. */
async function startWithThreads(wasm: TfjsWasm, places: readonly WasmFiles[], threads: number): Promise<boolean> {
  if (threads === 1 || !(await env().getAsync('WASM_HAS_SIMD_SUPPORT'))) return false;
  const { file } = await findWasmFile(THREADED, places);
  if (file === null) return false;
  const scripts = { ...await import('./threads-script.generated.js'), ...await import('./worker-script.generated.js') };
  if (scripts.THREADS_SCRIPT.version !== wasm.version_wasm) return false;
  const module = await startThreads(file.bytes, scripts, threads).catch(() => null);
  if (module === null) return false;
  wasm.setThreadsCount(threads);
  const { factory: tfjsFactory, priority } = engine().registryFactory[NAME]!; // the package was loaded
  const factory = (): BackendWasm => new wasm.BackendWasm(module as BackendWasm['wasm']); // what tfjs's own start makes for it
  removeBackend(NAME);
  return registerBackend(NAME, Object.assign(factory, { [TFJS_FACTORY]: tfjsFactory }), priority);
}

/** Tells tfjs where its file is, after a look at it. Without a place that has it the one in this package is used. */
async function setFile(wasm: TfjsWasm, places: readonly WasmFiles[], mayBeEmbedded: boolean): Promise<void> {
  // tfjs's own way to start threads fails in a minified build.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const hasSimd = await env().getAsync('WASM_HAS_SIMD_SUPPORT');
  const { file, failures } = await findWasmFile(hasSimd ? SIMD : PLAIN, places);
  const embedded = file === null && hasSimd && mayBeEmbedded ? await embeddedUrl(wasm.version_wasm) : null;
  const url = file?.url ?? embedded;
  if (url === null) {
    throw new BackendUnavailableError('The wasm backend did not start: none of its files was found.', {
      expected: `${hasSimd ? SIMD : PLAIN} of @tensorflow/tfjs-backend-wasm, in the folder that wasmPaths names if need be`,
      found: failures.length === 0 ? 'no place to look for it' : failures.join(', '),
    });
  }
  wasm.setWasmPaths({ [PLAIN]: url, [SIMD]: url, [THREADED]: url }, file === null);
}

/** A URL of the file that this package carries, or null where it is of another version. */
async function embeddedUrl(version: string): Promise<string | null> {
  const { SIMD_BINARY } = await import('./simd-binary.generated.js');
  if (SIMD_BINARY.version !== version) return null;
  return URL.createObjectURL(new Blob([await inflateEmbeddedFile(SIMD_BINARY)], { type: 'application/wasm' }));
}

function filesIn(folder: string): WasmFiles {
  return { [PLAIN]: folder + PLAIN, [SIMD]: folder + SIMD, [THREADED]: folder + THREADED };
}
