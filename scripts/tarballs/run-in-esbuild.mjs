import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { runPage } from './run-page.mjs';
import { serveFolder } from './serve-folder.mjs';

const PAGE = `<!doctype html><link rel="icon" href="data:,"><script type="module">
import('./main.js').then(() => { window.outcome = 'passed'; }, (error) => { window.outcome = String(error.stack); });
</script>`;

/**
 * Bundles a project with esbuild, which copies no files that the code names, and runs its page in Chromium.
 *
 * @param {string} folder
 * @param {import('playwright').Browser} browser
 */
export async function runBundled(folder, browser) {
  const outdir = `${folder}/bundle`;
  await build({
    entryPoints: [`${folder}/src/main.ts`],
    outdir,
    bundle: true,
    minify: true,
    format: 'esm',
    logLevel: 'error',
  });
  writeFileSync(`${outdir}/index.html`, PAGE);
  await serveFolder((path) => outdir + path, {}, (url) => runPage(url, browser));
}
