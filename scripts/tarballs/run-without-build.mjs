import { existsSync, writeFileSync } from 'node:fs';
import { ISOLATION_HEADERS } from './isolation-headers.mjs';
import { runPage } from './run-page.mjs';
import { serveFolder } from './serve-folder.mjs';

/**
 * Runs what was compiled of a project in Chromium as it is, plain and cross-origin isolated: in a page with the import map
 * of the README, on a server that has each package under `/npm/`.
 *
 * @param {string} folder
 * @param {string} importMap
 * @param {import('playwright').Browser} browser
 */
export async function runWithoutBuild(folder, importMap, browser) {
  writeFileSync(`${folder}/out/index.html`, `<!doctype html><link rel="icon" href="data:,">${importMap}<script type="module">
import('./main.js').then(() => { window.outcome = 'passed'; }, (error) => { window.outcome = String(error.stack); });
</script>`);
  /** @param {string} path */
  const locate = (path) => {
    if (!path.startsWith('/npm/')) return `${folder}/out${path}`;
    // pnpm keeps what is installed for other packages alone in a folder of its own
    const places = ['node_modules', 'node_modules/.pnpm/node_modules'].map((place) => path.replace('/npm', `${folder}/${place}`));
    return places.find((place) => existsSync(place)) ?? '';
  };
  for (const headers of [{}, ISOLATION_HEADERS]) await serveFolder(locate, headers, (url) => runPage(url, browser));
}
