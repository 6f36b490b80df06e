import { ready, setBackend } from '@tensorflow/tfjs-core';

const PACKAGES: Readonly<Record<string, () => Promise<unknown>>> = {
  cpu: () => import('@tensorflow/tfjs-backend-cpu'),
  wasm: () => import('@tensorflow/tfjs-backend-wasm'),
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
