import { readSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileSystem, ReadableFile, WritableFile } from '@varscope/spec/file-system';
import { FailedPreconditionError, InvalidArgumentError } from '@varscope/spec/errors';
import { endOfFile } from './end-of-file.js';
import { noSuchFile } from './no-such-file.js';
import { temporaryPath } from './temporary-path.js';

/** Linux moves at most 2 GiB less a page in one call. */
const MOST_AT_ONCE = 1 << 30;

export const hasDisk = true;

/** The file system of `node:fs`. */
export function createNodeFiles(): FileSystem {
  return {
    open: openFile,
    exists: async (path) => (await statOrNull(path)) !== null,
    hasFolder: async (path) => (await statOrNull(path))?.isDirectory() ?? false,
    list,
    create,
    rename: moveFile,
    remove: async (path) => await rm(diskPath(path), { force: true }),
  };
}

async function openFile(path: string): Promise<ReadableFile> {
  const handle = await open(diskPath(path), 'r').catch((error: unknown) => {
    throw isCode(error, 'ENOENT', 'ENOTDIR') ? noSuchFile(path) : error;
  });
  try {
    const found = await handle.stat();
    if (found.isDirectory()) throw new FailedPreconditionError(`${path}; Is a directory`, { file: path });
    return readable(path, found.size, handle);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function readable(path: string, size: number, handle: FileHandle): ReadableFile {
  let closing: Promise<void> | undefined;
  return {
    path,
    size,
    async read(offset, into) {
      for (let done = 0; done < into.length; ) {
        const length = Math.min(MOST_AT_ONCE, into.length - done);
        const { bytesRead } = await handle.read(into, done, length, offset + done);
        if (bytesRead === 0) throw endOfFile(path, offset, into.length, size);
        done += bytesRead;
      }
    },
    readSync(offset, into) {
      for (let done = 0; done < into.length; ) {
        const bytesRead = readSync(handle.fd, into, done, Math.min(MOST_AT_ONCE, into.length - done), offset + done);
        if (bytesRead === 0) throw endOfFile(path, offset, into.length, size);
        done += bytesRead;
      }
    },
    close: () => (closing ??= handle.close()),
  };
}

async function list(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(diskPath(folder) || '.', { withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name).sort();
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  }
}

async function create(path: string): Promise<WritableFile> {
  const place = diskPath(path);
  const temporary = temporaryPath(place);
  await mkdir(dirname(place), { recursive: true });
  const handle = await open(temporary, 'wx');
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await handle.close();
    isOpen = false;
  };
  let isDone = false;
  return {
    path,
    async write(bytes) {
      for (let done = 0; done < bytes.length; ) {
        done += (await handle.write(bytes, done, Math.min(MOST_AT_ONCE, bytes.length - done))).bytesWritten;
      }
    },
    async commit() {
      await handle.sync();
      await close();
      await moveFile(temporary, place);
      isDone = true;
    },
    async abort() {
      if (isDone) return;
      await close();
      await rm(temporary, { force: true });
    },
  };
}

async function moveFile(from: string, to: string): Promise<void> {
  const place = diskPath(to);
  await rename(diskPath(from), place).catch((error: unknown) => {
    throw isCode(error, 'ENOENT') ? noSuchFile(from) : error;
  });
  await flushFolder(dirname(place));
}

/** Makes a new name last. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    // Windows opens no folders, and some file systems flush none.
    if (!isCode(error, 'EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP')) throw error;
  }
}

async function statOrNull(path: string): Promise<{ isDirectory(): boolean } | null> {
  return await stat(diskPath(path) || '.').catch((error: unknown) => {
    if (isCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  });
}

/** The path of a `file:` address; any other path is one already. */
function diskPath(path: string): string {
  if (!/^file:\/\//i.test(path)) return path;
  try {
    return fileURLToPath(path);
  } catch (cause) {
    throw new InvalidArgumentError('The address is of no file on this disk.', { file: path, cause });
  }
}

function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return codes.includes((error as NodeJS.ErrnoException).code ?? ''); // what node:fs throws
}
