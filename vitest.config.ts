import { renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { buildSync } from 'esbuild';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { CHROMIUM_ARGUMENTS } from './scripts/chromium-arguments.mjs';
import { findChromium } from './scripts/find-chromium.mjs';
import { findTfjsNode } from './scripts/find-tfjs-node.mjs';
import { coreSuite } from './scripts/vitest/core-suite.mjs';

// Tests run on the source of every package: this condition of `exports` names it.
const SOURCE = '@varscope/source';
const ROOTS = '{packages,apps,scripts}';
const setupFiles = ['./scripts/vitest/fail-on-console.ts', './scripts/vitest/fail-on-leak.ts'];
const exclude = ['**/node_modules/**', '**/dist/**'];

const GRADIENTS = '@tensorflow/tfjs-core/dist/register_all_gradients.js';

/** The gradients of tfjs in one file: read as 200 modules they cost every test file four seconds. */
function bundleGradients(): string {
  const folder = fileURLToPath(new URL('node_modules/.cache/', import.meta.url));
  const outfile = `${folder}register-all-gradients.mjs`;
  const ownFile = `${folder}register-all-gradients.${process.pid}.mjs`; // two runs may start at once
  buildSync({
    entryPoints: [createRequire(import.meta.url).resolve(GRADIENTS)],
    outfile: ownFile,
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    external: ['node-fetch', 'util', 'crypto', 'worker_threads'],
  });
  renameSync(ownFile, outfile);
  return outfile;
}

const nodeConditions = [SOURCE, 'module', 'node', 'development|production'];
const nodeProject = {
  resolve: { conditions: nodeConditions, alias: { [GRADIENTS]: bundleGradients() } },
  ssr: { resolve: { conditions: nodeConditions, externalConditions: [SOURCE] } },
};
const node: TestProjectConfiguration = {
  ...nodeProject,
  test: {
    name: 'node',
    include: [`${ROOTS}/**/*.test.ts`],
    exclude: [...exclude, '**/*.browser.test.ts', '**/*.tensorflow.test.ts'],
    setupFiles,
    testTimeout: 60_000,
  },
};

const nativeTest = {
  name: 'native',
  include: [`${ROOTS}/**/*.tensorflow.test.ts`],
  exclude,
  setupFiles,
  testTimeout: 60_000,
  pool: 'forks' as const,
  env: { TF_CPP_MIN_LOG_LEVEL: '2' },
};
const native: TestProjectConfiguration = { ...nodeProject, test: nativeTest };

/** The core suite on a backend of Node; that of the processor runs with all other tests. */
function coreOn(coreBackend: 'wasm' | 'tensorflow'): TestProjectConfiguration {
  return {
    ...nodeProject,
    test: {
      ...nativeTest,
      name: `core on ${coreBackend}`,
      include: coreSuite(),
      setupFiles: [...setupFiles, './scripts/vitest/start-backend.ts'],
      provide: { coreBackend },
    },
  };
}

const types: TestProjectConfiguration = {
  test: {
    name: 'types',
    include: [],
    typecheck: {
      enabled: true,
      only: true,
      include: [`${ROOTS}/**/*.test-d.ts`],
      exclude,
      tsconfig: './tsconfig.json',
      ignoreSourceErrors: true, // `pnpm typecheck` reports those
    },
  },
};

type CoreBackendOfBrowsers = 'wasm-threads' | 'webgl' | 'webgpu';

/** The tests of browsers, or the core suite on a backend of theirs. */
function browser(executablePath: string, coreBackend?: CoreBackendOfBrowsers): TestProjectConfiguration {
  const core = coreBackend && {
    name: `core on ${coreBackend}`,
    include: coreSuite({ inBrowser: true }),
    setupFiles: [...setupFiles, './scripts/vitest/start-backend.ts'],
    provide: { coreBackend },
  };
  return {
    resolve: { conditions: [SOURCE, 'module', 'browser', 'development|production'] },
    // All of them by name: one found while tests run would reload the page under them.
    optimizeDeps: {
      include: [
        '@tensorflow/tfjs-core',
        GRADIENTS,
        '@tensorflow/tfjs-core/dist/gradients/*.js',
        '@tensorflow/tfjs-backend-cpu',
        '@tensorflow/tfjs-backend-wasm',
        '@tensorflow/tfjs-backend-webgl',
        '@tensorflow/tfjs-backend-webgpu',
      ],
    },
    // The page is cross-origin isolated, as pages are that use threads.
    server: {
      headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
    },
    test: {
      name: 'browser',
      include: [`${ROOTS}/**/*.browser.test.ts`],
      exclude,
      setupFiles,
      testTimeout: 120_000,
      ...core,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        instances: [{ browser: 'chromium' }],
        provider: playwright({ launchOptions: { executablePath, args: [...CHROMIUM_ARGUMENTS] } }),
      },
    },
  };
}

const chromium = await findChromium();
if (chromium === null) {
  leaveOut('no Chromium: the browser tests cannot run. Install it (Debian: apt-get install chromium) or set $CHROMIUM.');
}
const hasTfjsNode = findTfjsNode();
if (!hasTfjsNode) {
  leaveOut('no tfjs-node: the native tests cannot run. node scripts/provision-tfjs-node.mjs --verbose says why.');
}

/** Says loudly that tests do not run; in CI all of them have to. */
function leaveOut(reason: string): void {
  if (process.env['CI'] !== undefined) throw new Error(reason);
  console.warn(`\n${'!'.repeat(reason.length)}\n${reason}\n${'!'.repeat(reason.length)}\n`);
}

const CORE_IN_BROWSERS: readonly CoreBackendOfBrowsers[] = ['wasm-threads', 'webgl', 'webgpu'];
const browserProjects = chromium === null ? [] : [browser(chromium), ...CORE_IN_BROWSERS.map((name) => browser(chromium, name))];

export default defineConfig({
  test: {
    projects: [node, types, coreOn('wasm'), ...(hasTfjsNode ? [native, coreOn('tensorflow')] : []), ...browserProjects],
  },
});
