import { env } from '@tensorflow/tfjs-core';

/** What a script of Emscripten expects to be there in Node, where it has to be a module. */
const NODE_PRELUDE = `import { createRequire } from 'node:module';
const [require, __dirname, __filename] = [createRequire(process.cwd() + '/'), process.cwd(), 'tfjs'];
`;

/**
 * A URL of the text of a script, of which it is to be a module or a worker. The caller revokes it.
 *
 * Node runs no `blob:` URL. A browser gives a worker of a `data:` URL an origin of its own, which shares no memory.
 */
export function createScriptUrl(text: string): string {
  if (env().getBool('IS_NODE')) return `data:text/javascript;charset=utf-8,${encodeURIComponent(NODE_PRELUDE + text)}`;
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
}
