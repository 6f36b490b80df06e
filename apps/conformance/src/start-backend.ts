import { ready, setBackend } from '@tensorflow/tfjs-core';

/** How each is loaded; that of wasm is started by its adapter, which has complex numbers. */
const PACKAGES: Readonly<Record<string, () => Promise<unknown>>> = {
  cpu: () => import('@tensorflow/tfjs-backend-cpu'),
  wasm: async () => (await import('@varscope/backend-wasm')).initializeWasm(),
};

/**
 * Loads a tfjs backend and makes it the current one.
 * @throws Error for a name that is none of `cpu` and `wasm`, or when it does not start.
 */
export async function startBackend(name: string): Promise<void> {
  const load = PACKAGES[name];
  if (load === undefined) throw new Error(`unknown backend '${name}': it is one of ${Object.keys(PACKAGES).join(', ')}`);
  await load();
  if (!(await setBackend(name))) throw new Error(`the backend '${name}' does not start`);
  await ready();
}
