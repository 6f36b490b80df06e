/** A thread that runs a program of its own. */
export interface Thread {
  /** Sends a message; the buffers of `transfer` belong to the thread afterwards. */
  post(message: unknown, transfer: readonly ArrayBuffer[]): void;
  /** Ends the thread, whatever it is doing; resolves when it has ended. */
  terminate(): Promise<void>;
}

/** Hears of the messages of a thread, and of an error that ended it. */
export interface ThreadListener {
  onMessage(message: unknown): void;
  onError(error: unknown): void;
}

/** What is used here of Node's own modules: a package for browsers has no types of Node. */
interface NodeProcess {
  getBuiltinModule?(name: 'node:worker_threads'): { readonly Worker: NodeWorkerConstructor };
}
type NodeWorkerConstructor = new (source: string, options: { readonly eval: true }) => NodeWorker;
interface NodeWorker {
  on(event: 'message' | 'error', listener: (value: unknown) => void): void;
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
  terminate(): Promise<unknown>;
}

/** Starts a thread that runs `source`, a classic script, in Node or a browser; `null` where there are no threads. */
export function startThread(source: string, listener: ThreadListener): Thread | null {
  // Asked of the process, not imported: bundlers for browsers stumble over an import of a module of Node.
  const { process } = globalThis as { readonly process?: NodeProcess };
  const node = process?.getBuiltinModule?.('node:worker_threads');
  if (node !== undefined) return startNodeThread(node.Worker, source, listener);
  return typeof Worker === 'undefined' ? null : startWebThread(source, listener);
}

function startNodeThread(Worker: NodeWorkerConstructor, source: string, listener: ThreadListener): Thread {
  const worker = new Worker(source, { eval: true });
  worker.on('message', (message) => listener.onMessage(message));
  worker.on('error', (error) => listener.onError(error));
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    async terminate() {
      await worker.terminate();
    },
  };
}

function startWebThread(source: string, listener: ThreadListener): Thread {
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(address);
  worker.onmessage = ({ data }) => listener.onMessage(data);
  worker.onerror = (event) => listener.onError(event);
  return {
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    terminate() {
      worker.terminate();
      URL.revokeObjectURL(address);
      return Promise.resolve();
    },
  };
}
