// Which tests form the core suite, which runs on every backend: those of the variable packages that compute.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PACKAGES = ['gradients', 'initializers', 'regularizers', 'store', 'scopes', 'training', 'custom-getters'];
const COMPUTES = "import '@tensorflow/tfjs-backend-cpu'";

/** Those that are about something else than computing on the current backend. */
const OTHERS = [
  'packages/gradients/src/register-gradients.test.ts', // before gradients are registered
  'packages/initializers/src/backends.test.ts', // starts backends itself
  'packages/scopes/src/cycles.test.ts', // likewise, and looks at the heap of Node
  'packages/store/src/deferred-without-backend.test.ts', // before there is one
  'packages/store/src/device/placement.test.ts', // several beside each other
  'packages/store/src/engine.test.ts', // likewise
  'packages/training/src/placed-variables.test.ts', // likewise
  'packages/training/src/compute-gradients.unregistered.test.ts', // before gradients are registered
];

/** Those that need what Chromium has not. */
const NEED_NODE = [
  'packages/scopes/src/await.test.ts', // scopes that follow an await
  'packages/scopes/src/two-copies.test.ts', // modules that are loaded a second time, with all that they import
  'packages/scopes/src/worker-threads.test.ts', // threads of Node
];

/**
 * @param {{ inBrowser?: boolean }} [backend]
 * @returns {string[]} the paths of the files, from the root of the repository
 */
export function coreSuite({ inBrowser = false } = {}) {
  return PACKAGES.flatMap((name) => filesIn(`packages/${name}/src`))
    .filter((file) => file.endsWith('.test.ts') && !/\.(browser|tensorflow)\.test\.ts$|\/readme\.test\.ts$/.test(file))
    .filter((file) => !OTHERS.includes(file) && !(inBrowser && NEED_NODE.includes(file)))
    .filter((file) => readFileSync(ROOT + file, 'utf8').includes(COMPUTES));
}

/** @param {string} folder */
function filesIn(folder) {
  return readdirSync(ROOT + folder, { recursive: true }).map((path) => `${folder}/${String(path)}`);
}
