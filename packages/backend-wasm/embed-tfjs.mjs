// Embeds in src/*.generated.ts what of @tensorflow/tfjs-backend-wasm has to be at hand where no file of it can be found or
// used as it is, compressed. It is tfjs's, under the Apache License 2.0, unchanged.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';

const TFJS = '@tensorflow/tfjs-backend-wasm';
const require = createRequire(import.meta.url);
const { version } = require(`${TFJS}/package.json`);
const { wasmWorkerContents } = require(`${TFJS}/wasm-out/tfjs-backend-wasm-threaded-simd.worker.js`);

embed('simd-binary', 'What starts the backend without a file.', read('dist/tfjs-backend-wasm-simd.wasm'));
embed('threads-script', 'A script that defines `WasmBackendModuleThreadedSimd`.', read('wasm-out/tfjs-backend-wasm-threaded-simd.js'));
// A line break in a string of the script has become one of the text.
embed('worker-script', 'What a thread runs after that script.', Buffer.from(wasmWorkerContents.replaceAll('\n', '\\n')));

/** @param {string} file */
function read(file) {
  return readFileSync(require.resolve(`${TFJS}/${file}`));
}

/**
 * @param {string} name
 * @param {string} what
 * @param {Buffer} bytes
 */
function embed(name, what, bytes) {
  const constant = name.replace('-', '_').toUpperCase();
  writeFileSync(new URL(`src/${name}.generated.ts`, import.meta.url), `// Made by embed-tfjs.mjs.
import type { EmbeddedFile } from './inflate-embedded-file.js';

/** ${what} Copyright Google LLC, Apache License 2.0. */
export const ${constant}: EmbeddedFile = {
  version: '${version}',
  gzip: '${gzipSync(bytes, { level: 9 }).toString('base64')}',
};
`);
}
