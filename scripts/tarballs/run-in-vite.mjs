import { build, createServer, preview } from 'vite';
import { ISOLATION_HEADERS } from './isolation-headers.mjs';
import { runPage } from './run-page.mjs';

/** @typedef {import('playwright').Browser} Browser */

/**
 * Builds a project with Vite and runs its page in Chromium, plain and cross-origin isolated.
 *
 * @param {string} folder
 * @param {Browser} browser
 */
export async function runBuilt(folder, browser) {
  process.env['NODE_ENV'] = 'production'; // Vite sets it only where nothing has
  const options = { root: folder, configFile: /** @type {const} */ (false), logLevel: /** @type {const} */ ('error') };
  await build(options);
  for (const headers of [{}, ISOLATION_HEADERS]) {
    await runAndClose(await preview({ ...options, preview: { headers, port: 0 } }), browser);
  }
}

/**
 * Runs the page of a project in Chromium from Vite's development server.
 *
 * @param {string} folder
 * @param {Browser} browser
 */
export async function runInDevelopment(folder, browser) {
  process.env['NODE_ENV'] = 'development';
  const server = await createServer({ root: folder, configFile: false, logLevel: 'error', server: { port: 0 } });
  await runAndClose(await server.listen(), browser);
}

/**
 * @param {import('vite').PreviewServer | import('vite').ViteDevServer} server
 * @param {Browser} browser
 */
async function runAndClose(server, browser) {
  try {
    await runPage(server.resolvedUrls?.local[0] ?? '', browser);
  } finally {
    await server.close();
  }
}
