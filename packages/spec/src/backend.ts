/** What a backend can do on this machine, asked of it after it started. */
export interface BackendCapabilities {
  /** Whether its kernels run on SIMD instructions. */
  readonly simd: boolean;
  /** How many threads share the work of one kernel. */
  readonly threads: number;
}

/** A backend of tfjs that has started and is the current one. */
export interface Backend {
  /** tfjs's name of it, for `tf.setBackend`. */
  readonly name: string;
  /** TensorFlow's names of the devices that it serves, such as `/device:CPU:0`. */
  readonly deviceNames: readonly string[];
  readonly capabilities: BackendCapabilities;
  /** Stops it and frees its memory; the values of the tensors on it are lost. It can be initialized again. */
  dispose(): void;
}

/**
 * The function that an adapter package exports: starts the backend, registers tfjs's gradients, and makes the backend
 * the current one. A rejection is a `BackendUnavailableError`.
 */
export type InitializeBackend<Options> = (options?: Options) => Promise<Backend>;
