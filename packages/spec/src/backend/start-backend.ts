import { engine, setBackend, type KernelBackend } from '@tensorflow/tfjs-core';
import type { Backend, BackendCapabilities, OpCapability, SelfTestOptions, SelfTestReport } from '../backend.js';
import { BackendUnavailableError } from '../errors/backend-unavailable-error.js';
import { SERVED_DEVICES } from '../served-devices.js';
import { measureStorage } from './measure-storage.js';
import { refuseReads } from './refuse-reads.js';
import { startOnce } from './start-once.js';

/** What an adapter knows of its backend, which it has registered with tfjs. */
export interface BackendParts {
  /** tfjs's name of it. */
  readonly name: string;
  /** TensorFlow's names of the devices that it serves. */
  readonly deviceNames: readonly string[];
  /** What it needs in order to start: the `expected` of the error. */
  readonly needs: string;
  /** Asked when it has started. What is left out is: no SIMD, one thread, no limits. */
  measure?(): Partial<Omit<BackendCapabilities, 'dtypes' | 'floatPrecision'>>;
  /**
   * The error that passes in its self-test, where what it computes with promises less than floats of its precision allow.
   * At least 5e-5 for 32 bits, 5e-2 for 16.
   */
  readonly tolerance?: number;
  /** The bytes that it has taken. Default: it does not say. */
  allocatedBytes?(): number;
  /** Stops it, so that it can be started again. Default: by tfjs's means. */
  stop?(): void;
}

/** The error that passes: many times that of float32, and of float16, whose steps are 2⁻²³ and 2⁻¹⁰. */
const TOLERANCES: Readonly<Record<16 | 32, number>> = { 32: 5e-5, 16: 5e-2 };

/**
 * Starts a backend that is registered with tfjs, unless it is running, makes it the current one, says on it which
 * devices it serves, and measures what it can do. The part of `initialize…` that all adapters share. After it was disposed
 * of, its other functions and reads of the tensors that were on it throw a `BackendUnavailableError`.
 *
 * @throws BackendUnavailableError where it does not start.
 */
export async function startBackend(parts: BackendParts): Promise<Backend> {
  const { name, deviceNames } = parts;
  const running = await start(parts);
  Object.assign(running, { [SERVED_DEVICES]: deviceNames });
  const capabilities: BackendCapabilities = {
    ...{ simd: false, threads: 1, maxTextureSide: null, maxBufferBytes: null },
    ...parts.measure?.(),
    ...(await measureStorage(name)),
  };
  const isRunning = (): boolean => engine().registry[name] === running;
  const disposed = (): Error => new BackendUnavailableError(`The backend ${name} was disposed of, and the values that were on it.`, {
    expected: 'a backend that runs: it can be initialized again',
  });
  const selfTest = async (options?: SelfTestOptions): Promise<SelfTestReport> => {
    if (!isRunning()) throw disposed();
    const { selfTest: run } = await import('./self-test.js'); // recorded values, which nothing else needs
    return run(name, Math.max(TOLERANCES[capabilities.floatPrecision], parts.tolerance ?? 0), options);
  };
  let measured: Promise<readonly OpCapability[]> | undefined;
  return {
    name,
    deviceNames,
    capabilities,
    measureOps: () => (measured ??= selfTest().then(({ ops }) => ops)),
    selfTest,
    memory: () => {
      if (!isRunning()) throw disposed();
      return { buffers: running.numDataIds(), allocatedBytes: parts.allocatedBytes?.() ?? null };
    },
    dispose: () => {
      if (!isRunning()) return; // it was stopped before
      if (parts.stop) parts.stop();
      else stop(name);
      refuseReads(running, disposed);
    },
  };
}

/** tfjs's own start logs why it failed, and forgets it. */
async function start({ name, needs }: BackendParts): Promise<KernelBackend> {
  const { registry, registryFactory } = engine();
  try {
    await startOnce(name, async () => {
      registry[name] ??= await registryFactory[name]!.factory(); // the adapter has registered it
    });
    await setBackend(name);
    return registry[name]!; // it has started
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String((cause as { message?: unknown } | null)?.message ?? cause);
    throw new BackendUnavailableError(`The backend ${name} did not start: ${reason}`, { expected: needs, cause });
  }
}

function stop(name: string): void {
  const { factory, priority } = engine().registryFactory[name]!; // it was started from there
  engine().removeBackend(name);
  // The packages of tfjs register their backend only when they are first loaded; without this it could not start again.
  engine().registerBackend(name, factory, priority);
}
