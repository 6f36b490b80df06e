import type { StorageDType } from './dtype.js';

/** What a backend can do on this machine, measured when it started. */
export interface BackendCapabilities {
  /** Whether its kernels run on SIMD instructions. */
  readonly simd: boolean;
  /** How many threads of the processor share the work of one kernel. 1 also where a GPU does it. */
  readonly threads: number;
  /** The dtypes of which it gives back what it was given. */
  readonly dtypes: readonly StorageDType[];
  /** How many bits of a float32 it keeps: 16 on graphics hardware that has no larger floats. */
  readonly floatPrecision: 32 | 16;
  /** The most texels a tensor may have on one side, where it is kept in a texture of four numbers each; otherwise `null`. */
  readonly maxTextureSide: number | null;
  /** The most bytes one tensor may have; `null` where only memory limits it. */
  readonly maxBufferBytes: number | null;
}

/** How one direction of one op does on a backend. */
export interface OpMeasurement {
  /** Whether it runs and gives the known values. */
  readonly works: boolean;
  /** The largest difference from them, divided by 1 + the size of the known value; `null` where it did not run. */
  readonly error: number | null;
  /** What is wrong; `null` where it works. */
  readonly problem: string | null;
}

/** How one op of those that training needs does on a backend. */
export interface OpCapability {
  /** tfjs's name of it, and what is special about its arguments. */
  readonly op: string;
  readonly forward: OpMeasurement;
  /** With respect to all of its inputs; `null` for an op that has no gradient in tfjs. */
  readonly gradient: OpMeasurement | null;
}

/** What a test of a backend found. */
export interface SelfTestReport {
  readonly passed: boolean;
  /** The largest `error` that passes. */
  readonly tolerance: number;
  readonly ops: readonly OpCapability[];
  /** A sentence for everything that does not work; empty when it passed. */
  readonly problems: readonly string[];
}

/** What is tested. */
export interface SelfTestOptions {
  /** The ops to run, by the names of the report. Default: all of them. */
  readonly ops?: readonly string[];
}

/** What lies on a backend. */
export interface BackendMemory {
  /** The values it holds; tensors that are views of each other share one. */
  readonly buffers: number;
  /** The bytes it has taken, also what it keeps for later; `null` where it does not say. */
  readonly allocatedBytes: number | null;
}

/** A backend of tfjs that has started and is the current one. */
export interface Backend {
  /** tfjs's name of it, for `tf.setBackend`. */
  readonly name: string;
  /** TensorFlow's names of the devices that it serves, such as `/device:CPU:0`. */
  readonly deviceNames: readonly string[];
  readonly capabilities: BackendCapabilities;
  /** Which ops of those that training needs work, forward and backward, found by running them; measured once. */
  measureOps(): Promise<readonly OpCapability[]>;
  /** Runs those ops, or some of them, and compares with the values that TensorFlow gives. */
  selfTest(options?: SelfTestOptions): Promise<SelfTestReport>;
  memory(): BackendMemory;
  /** Stops it and frees its memory; the values of the tensors on it are lost. It can be initialized again. */
  dispose(): void;
}

/**
 * The function that an adapter package exports: starts the backend, registers tfjs's gradients, and makes the backend
 * the current one. While the backend runs, a second call leaves it and the tensors on it as they are. A rejection is a
 * `BackendUnavailableError`.
 */
export type InitializeBackend<Options> = (options?: Options) => Promise<Backend>;
