import util from 'node:util';
import { BackendUnavailableError } from '@varscope/spec/errors';

/** What tfjs-node 4.22 calls of Node's module `util`, and Node 23 no longer has. */
const REMOVED_FROM_UTIL: Readonly<Record<string, (value: unknown) => boolean>> = {
  isArray: (value) => Array.isArray(value),
  isNullOrUndefined: (value) => value === null || value === undefined,
};

/**
 * Loads tfjs-node, which registers its backend, also in versions of Node that lack functions which it calls.
 *
 * @throws BackendUnavailableError where the package, its addon or TensorFlow's library is missing.
 */
export async function loadTfjsNode(): Promise<void> {
  for (const [name, replacement] of Object.entries(REMOVED_FROM_UTIL)) {
    if (!(name in util)) Object.defineProperty(util, name, { value: replacement, configurable: true, writable: true });
  }
  try {
    await import('@tensorflow/tfjs-node');
  } catch (cause) {
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new BackendUnavailableError(`The backend tensorflow did not start: @tensorflow/tfjs-node cannot be loaded. ${reason ?? ''}`, {
      expected:
        '@tensorflow/tfjs-node with its addon and libtensorflow, which its install script downloads; where scripts of packages are not ' +
        'run, `npm rebuild @tensorflow/tfjs-node`',
      cause,
    });
  }
}
