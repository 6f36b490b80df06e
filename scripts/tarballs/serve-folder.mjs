import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

/**
 * Serves files over HTTP as they are, and runs something with the URL of the server.
 *
 * @param {(path: string) => string} locate the file of a path that begins with a slash
 * @param {Record<string, string>} headers of every answer
 * @param {(url: string) => Promise<void>} use
 */
export async function serveFolder(locate, headers, use) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const file = locate(pathname === '/' ? '/index.html' : pathname);
    readFile(file).then(
      (content) => {
        const type = /** @type {Record<string, string>} */ (TYPES)[extname(file)] ?? 'application/octet-stream';
        response.writeHead(200, { ...headers, 'Content-Type': type }).end(content);
      },
      () => response.writeHead(404, headers).end(),
    );
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', () => { resolve(null); }); });
  try {
    await use(`http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
