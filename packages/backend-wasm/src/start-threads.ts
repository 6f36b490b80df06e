import { createScriptUrl } from './create-script-url.js';
import { inflateEmbeddedFile, type EmbeddedFile } from './inflate-embedded-file.js';

/** The embedded scripts that threads start from. */
export interface ThreadScripts {
  readonly THREADS_SCRIPT: EmbeddedFile;
  readonly WORKER_SCRIPT: EmbeddedFile;
}

/** What of a worker is used here, in browsers and in Node. */
interface ThreadWorker {
  onerror: ((event: unknown) => void) | null;
  terminate(): unknown;
  /** Of workers in Node: from then on it keeps the program from ending. */
  ref?: () => void;
}

type Imports = Readonly<Record<'env', Record<string, unknown>>> & WebAssembly.Imports;

/** What Emscripten takes, and then makes the running module of. */
interface ThreadedModule {
  readonly mainScriptUrlOrBlob: string;
  readonly locateFile: () => URL;
  readonly instantiateWasm: (imports: Imports, receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void) => object;
  readonly PThread?: { readonly unusedWorkers: ThreadWorker[] };
  readonly cwrap?: (name: string, result: 'number' | null, parameters: readonly 'number'[]) => unknown;
}

/** How long threads may take to start; eight take a fifth of a second on a slow machine. */
const START_UP_MS = 5000;

/** Of a function that tfjs calls, what it is named in WebAssembly, what it gives, and how many numbers it takes. */
const FUNCTIONS = {
  init: ['init', null, 0],
  initWithThreadsCount: ['init_with_threads_count', null, 1],
  getThreadsCount: ['get_threads_count', 'number', 0],
  registerTensor: ['register_tensor', null, 3],
  disposeData: ['dispose_data', null, 1],
  dispose: ['dispose', null, 0],
} as const;

/**
 * Starts the threads of tfjs's WebAssembly backend, and gives the module that its class `BackendWasm` takes. Rejects
 * where they do not start, as under a policy that forbids scripts from a `blob:` URL; none of them is left then.
 *
 * tfjs starts a thread from the text of one of its functions, which a minifier has made refer to names outside of it.
 * Here a thread starts from the text as tfjs publishes it.
 */
export async function startThreads(
  bytes: Uint8Array<ArrayBuffer>,
  { THREADS_SCRIPT, WORKER_SCRIPT }: ThreadScripts,
  threads: number,
): Promise<object> {
  const [wasmModule, script, workerScript] = await Promise.all([WebAssembly.compile(bytes), text(THREADS_SCRIPT), text(WORKER_SCRIPT)]);
  const main = createScriptUrl(`${script}\nexport default WasmBackendModuleThreadedSimd;`);
  // The worker has the script already when it is told to load it.
  const worker = createScriptUrl(`${script}\n${workerScript}\nself.importScripts = () => {};`);
  try {
    const { default: create } = await import(/* @vite-ignore */ /* webpackIgnore: true */ main) as {
      readonly default: (module: ThreadedModule) => Promise<ThreadedModule>;
    }; // the script is tfjs's, whatever its version
    return await startWorkers(create, wasmModule, worker, threads);
  } finally {
    URL.revokeObjectURL(main);
    URL.revokeObjectURL(worker);
  }
}

async function startWorkers(
  create: (module: ThreadedModule) => Promise<ThreadedModule>,
  wasmModule: WebAssembly.Module,
  workerUrl: string,
  threads: number,
): Promise<object> {
  const { promise: failed, reject } = rejectable();
  const timer = setTimeout(() => { reject(new Error(`threads took longer than ${START_UP_MS} ms to start`)); }, START_UP_MS);
  const workers = (): ThreadWorker[] => module.PThread?.unusedWorkers ?? [];
  const watch = (): readonly ThreadWorker['onerror'][] => workers().map((worker) => {
    const { onerror } = worker;
    worker.onerror = reject;
    worker.ref = () => undefined; // else a program in Node would not end before the backend is disposed
    return onerror;
  });
  let handlers: readonly ThreadWorker['onerror'][] = [];
  const module: ThreadedModule = {
    mainScriptUrlOrBlob: workerUrl,
    locateFile: () => new URL(workerUrl),
    instantiateWasm: (imports, receive) => {
      // tfjs uses half of the processors at most.
      imports.env['emscripten_num_logical_cores'] = () => 2 * threads;
      // It warns of every wait of the main thread; all of tfjs's kernels keep their caller waiting.
      imports.env['emscripten_check_blocking_allowed'] = () => undefined;
      WebAssembly.instantiate(wasmModule, imports).then((instance) => {
        for (const surplus of workers().splice(threads - 1)) void surplus.terminate();
        receive(instance, wasmModule);
        handlers = watch();
      }).catch(reject);
      return {};
    },
  };
  const { Worker: globalWorker } = globalThis;
  try {
    const created = create(module);
    if (globalThis.Worker !== globalWorker) globalThis.Worker = globalWorker; // in Node the script makes a global of it
    watch();
    const started = await Promise.race([created, failed]);
    workers().forEach((worker, index) => { worker.onerror = handlers[index] ?? null; });
    return Object.assign(started, { tfjs: wrapFunctions(started) });
  } catch (error) {
    for (const worker of workers().splice(0)) void worker.terminate();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function rejectable(): { readonly promise: Promise<never>; readonly reject: (reason: unknown) => void } {
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<never>((_, rejectPromise) => { reject = rejectPromise; });
  promise.catch(() => undefined); // after the start nobody waits for it
  return { promise, reject };
}

function wrapFunctions(module: ThreadedModule): object {
  return Object.fromEntries(Object.entries(FUNCTIONS).map(([key, [name, result, count]]) => [
    key,
    module.cwrap?.(name, result, new Array<'number'>(count).fill('number')),
  ]));
}

async function text(file: EmbeddedFile): Promise<string> {
  return new TextDecoder().decode(await inflateEmbeddedFile(file));
}
