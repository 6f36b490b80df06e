import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const FROM = fileURLToPath(new URL('../packages/backend-node/package.json', import.meta.url));

/** @returns {boolean} whether `scripts/provision-tfjs-node.mjs` has made tfjs-node loadable */
export function findTfjsNode() {
  try {
    const manifest = realpathSync(createRequire(FROM).resolve('@tensorflow/tfjs-node/package.json'));
    return existsSync(manifest.replace('package.json', 'lib/napi-v8/tfjs_binding.node'));
  } catch {
    return false;
  }
}
