import type { FileSystem, ReadableFile } from '@varscope/spec/file-system';
import { DataLossError, FailedPreconditionError, FileNotFoundError, InvalidArgumentError, UnimplementedError } from '@varscope/spec/errors';
import { blobFile } from './blob-file.js';
import { endOfFile } from './end-of-file.js';
import { readOnly } from './read-only.js';

const NOT_THERE: ReadonlySet<number> = new Set([404, 410]);

/**
 * Files of a web server, for reading. Only the ranges that are asked for are fetched; from a server that ignores
 * `Range` the whole file is fetched when it is opened, and kept until it is closed. A server of another origin has to
 * allow the page (CORS). Files cannot be listed.
 *
 * Beside the errors of a file system: FailedPreconditionError when the server cannot be reached or answers neither
 * with the file nor that there is none; InvalidArgumentError for `file:` addresses.
 * @param baseUrl The folder in which paths are. Without it a path is an address itself.
 */
export function urlFiles(baseUrl?: string | URL): FileSystem {
  const address = (path: string): string => (baseUrl === undefined ? path : inFolder(baseUrl, path));
  return {
    ...readOnly('urlFiles'),
    open: (path) => openUrl(address(path)),
    exists: async (path) => {
      try {
        await (await openUrl(address(path))).close();
        return true;
      } catch (error) {
        if (FileNotFoundError.isInstance(error)) return false;
        throw error;
      }
    },
    list: (folder) => Promise.reject(new UnimplementedError('A web server gives no list of its files.', { file: address(folder) })),
  };
}

/** Characters that mean something in an address are those of a name in a path. */
function inFolder(folder: string | URL, path: string): string {
  const base = String(folder);
  return `${base.endsWith('/') ? base : `${base}/`}${path.split('/').map(encodeURIComponent).join('/')}`;
}

async function openUrl(url: string): Promise<ReadableFile> {
  if (/^file:/i.test(url)) {
    throw new InvalidArgumentError('A file: address is not on a server: nodeFiles reads it in Node, blobFiles what a user chose in a browser.', { file: url });
  }
  const answer = await get(url, 'bytes=0-0');
  if (answer.status === 416) return rangedFile(url, 0); // nothing has no first byte
  if (answer.status === 200) return blobFile(url, await answer.blob());
  await answer.body?.cancel();
  return rangedFile(url, totalOf(answer) ?? (await sizeByHead(url)));
}

function rangedFile(url: string, size: number): ReadableFile {
  return {
    path: url,
    size,
    async read(offset, into) {
      if (offset + into.length > size) throw endOfFile(url, offset, into.length, size);
      if (into.length === 0) return;
      const answer = await get(url, `bytes=${offset}-${offset + into.length - 1}`);
      const total = answer.status === 206 ? (totalOf(answer) ?? size) : -1;
      if (total !== size) {
        await answer.body?.cancel();
        throw new DataLossError('The file has changed on the server since it was opened.', { file: url, offset });
      }
      await readBody(url, offset, answer, into);
    },
    close: () => Promise.resolve(),
  };
}

async function readBody(url: string, offset: number, answer: Response, into: Uint8Array): Promise<void> {
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader(); // an answer with a range has a body
  let done = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (done + part.value.length > into.length) {
      await reader.cancel();
      throw new DataLossError('The server sent more than the range that was asked for.', { file: url, offset });
    }
    into.set(part.value, done);
    done += part.value.length;
  }
  if (done < into.length) throw endOfFile(url, offset, into.length, offset + done);
}

/** The size of the whole file, which a server of another origin may keep from the page. */
function totalOf(answer: Response): number | null {
  const total = /\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')?.[1];
  return total === undefined ? null : Number(total);
}

async function sizeByHead(url: string): Promise<number> {
  const answer = await request(url, { method: 'HEAD' });
  const length = answer.headers.get('content-length');
  if (!answer.ok || length === null) throw new FailedPreconditionError('The server does not tell the size of the file.', { file: url });
  return Number(length);
}

/** 200 with the whole file, 206 with a part, or 416: the range is outside of it. */
async function get(url: string, range: string): Promise<Response> {
  const answer = await request(url, { headers: { range } });
  if ([200, 206, 416].includes(answer.status)) return answer;
  await answer.body?.cancel();
  if (NOT_THERE.has(answer.status)) throw new FileNotFoundError(`${url}; No such file`, { file: url });
  throw new FailedPreconditionError(`The server answered ${answer.status} ${answer.statusText}`.trimEnd(), { file: url });
}

async function request(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    throw new FailedPreconditionError('The server cannot be reached; or, in a browser, it does not allow the page to read the file (CORS).', { file: url, cause });
  }
}
