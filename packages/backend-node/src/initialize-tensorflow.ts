import { availableParallelism } from 'node:os';
import type { Backend } from '@varscope/spec';
import { startBackend } from '@varscope/spec/adapter';
import { registerGradients } from '@varscope/gradients';
import { loadTfjsNode } from './load-tfjs-node.js';

/** What `initializeTensorflow` takes. */
export interface TensorflowOptions {
  /**
   * The least severe messages that TensorFlow's libraries write to standard error: `0` for information, `1` for
   * warnings, `2` for errors, `3` for what ends the process. Default: what the environment variable
   * `TF_CPP_MIN_LOG_LEVEL` says, and without it `2`. Has no effect once TensorFlow is loaded.
   */
  readonly logLevel?: 0 | 1 | 2 | 3;
}

/**
 * Loads `@tensorflow/tfjs-node`, which runs TensorFlow's own kernels, and makes it the current backend. Loading it
 * registers all of `@tensorflow/tfjs`: its gradients, its layers, and its backends for browsers.
 *
 * Rejects with a `BackendUnavailableError` where the package is not installed or its addon cannot be loaded.
 */
export async function initializeTensorflow({ logLevel }: TensorflowOptions = {}): Promise<Backend> {
  if (logLevel !== undefined) process.env['TF_CPP_MIN_LOG_LEVEL'] = String(logLevel);
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  await loadTfjsNode();
  registerGradients();
  return startBackend({
    name: 'tensorflow',
    deviceNames: ['/device:CPU:0'],
    needs: 'the addon of @tensorflow/tfjs-node',
    // TensorFlow is built for SIMD, and uses all processors.
    measure: () => ({ simd: true, threads: availableParallelism() }),
  });
}
