import type { FileSystem, WritableFile } from '@varscope/spec/file-system';
import { blobFile } from './blob-file.js';
import { noSuchFile } from './no-such-file.js';
import { temporaryPath } from './temporary-path.js';

/** What TypeScript's library does not declare of handles. */
type MovableFile = FileSystemFileHandle & {
  move?(folder: FileSystemDirectoryHandle, name: string): Promise<void>;
  /** In workers alone. */
  createSyncAccessHandle?(): Promise<SyncAccess>;
};
interface SyncAccess {
  write(bytes: Uint8Array, options: { readonly at: number }): number;
  flush(): void;
  close(): void;
}
type ListedFolder = FileSystemDirectoryHandle & { values(): AsyncIterable<FileSystemHandle> };

/**
 * The private file system of a browser (OPFS), or a folder that a user chose. A file is written under a temporary name
 * (`….tempstate` and a random number) and then moved, so that a page that is closed leaves the old file or the new one.
 * A worker flushes it to the disk before; a page cannot.
 * @param folder What paths begin at. Default: the root of the private file system.
 */
export function opfsFiles(folder?: FileSystemDirectoryHandle): FileSystem {
  let opened: Promise<FileSystemDirectoryHandle> | undefined;
  const root = (): Promise<FileSystemDirectoryHandle> =>
    (opened ??= folder === undefined ? navigator.storage.getDirectory() : Promise.resolve(folder));
  return {
    open: async (path) => {
      const handle = await fileAt(await root(), path);
      if (handle === null) throw noSuchFile(path);
      return blobFile(path, await handle.getFile());
    },
    exists: async (path) => (await fileAt(await root(), path)) !== null,
    list: async (path) => {
      const found = await folderAt(await root(), partsOf(path));
      return found === null ? [] : await namesOf(found);
    },
    create: async (path) => await create(await root(), path),
    rename: async (from, to) => {
      await move(await root(), from, to);
    },
    remove: async (path) => {
      await removeFile(await root(), path);
    },
  };
}

/** The folders that lead to a file, and its name. */
function placeOf(path: string): { readonly folders: readonly string[]; readonly name: string } {
  const parts = partsOf(path);
  return { folders: parts.slice(0, -1), name: parts.at(-1) ?? '' };
}

/** `.` and empty parts mean nothing; names like `..` are refused by the browser. */
function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

async function folderAt(root: FileSystemDirectoryHandle, folders: readonly string[]): Promise<FileSystemDirectoryHandle | null> {
  let folder: FileSystemDirectoryHandle | null = root;
  for (const name of folders) folder = folder && (await unlessMissing(folder.getDirectoryHandle(name)));
  return folder;
}

async function makeFolder(root: FileSystemDirectoryHandle, folders: readonly string[]): Promise<FileSystemDirectoryHandle> {
  let folder = root;
  for (const name of folders) folder = await folder.getDirectoryHandle(name, { create: true });
  return folder;
}

async function fileAt(root: FileSystemDirectoryHandle, path: string): Promise<MovableFile | null> {
  const { folders, name } = placeOf(path);
  const folder = await folderAt(root, folders);
  return folder && (await unlessMissing(folder.getFileHandle(name)));
}

async function removeFile(root: FileSystemDirectoryHandle, path: string): Promise<void> {
  const { folders, name } = placeOf(path);
  await unlessMissing((await folderAt(root, folders))?.removeEntry(name));
}

/** `null` where the browser says that there is no such file or folder, or that it is the other of the two. */
async function unlessMissing<T>(work: Promise<T> | undefined): Promise<T | null> {
  try {
    return (await work) ?? null;
  } catch (error) {
    if (error instanceof DOMException && ['NotFoundError', 'TypeMismatchError'].includes(error.name)) return null;
    throw error;
  }
}

async function namesOf(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const names: string[] = [];
  for await (const handle of (folder as ListedFolder).values()) if (handle.kind === 'file') names.push(handle.name);
  return names.sort();
}

async function create(root: FileSystemDirectoryHandle, path: string): Promise<WritableFile> {
  const temporary = temporaryPath(path);
  const { folders, name } = placeOf(temporary);
  const handle: MovableFile = await (await makeFolder(root, folders)).getFileHandle(name, { create: true });
  const output = await openOutput(handle);
  let isDone = false;
  return {
    path,
    write: (bytes) => output.write(bytes),
    async commit() {
      await output.close();
      await move(root, temporary, path);
      isDone = true;
    },
    async abort() {
      if (isDone) return;
      isDone = true;
      await output.abort().catch(() => undefined); // it may have failed already
      await removeFile(root, temporary);
    },
  };
}

/** Where the bytes of a new file go. */
interface Output {
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

async function openOutput(handle: MovableFile): Promise<Output> {
  const access = await syncAccess(handle);
  if (access !== null) return flushedOutput(access);
  const stream = await handle.createWritable();
  return {
    write: (bytes) => stream.write(bytes as Uint8Array<ArrayBuffer>), // browsers take shared memory, too
    close: () => stream.close(),
    abort: () => stream.abort(),
  };
}

/** `null` where files have none: on pages, and in folders that a user chose. */
async function syncAccess(handle: MovableFile): Promise<SyncAccess | null> {
  try {
    return (await handle.createSyncAccessHandle?.()) ?? null;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'InvalidStateError') return null;
    throw error;
  }
}

function flushedOutput(access: SyncAccess): Output {
  let size = 0;
  return {
    write: async (bytes) => {
      for (let done = 0; done < bytes.length; ) {
        const written = access.write(bytes.subarray(done), { at: size });
        if (written === 0) throw new DOMException('The file takes no more bytes.', 'QuotaExceededError');
        done += written;
        size += written;
      }
      await Promise.resolve();
    },
    close: async () => {
      access.flush();
      access.close();
      await Promise.resolve();
    },
    abort: async () => {
      access.close();
      await Promise.resolve();
    },
  };
}

async function move(root: FileSystemDirectoryHandle, from: string, to: string): Promise<void> {
  const handle = await fileAt(root, from);
  if (handle === null) throw noSuchFile(from);
  const { folders, name } = placeOf(to);
  const folder = await makeFolder(root, folders);
  if (handle.move !== undefined) {
    await handle.move(folder, name);
    return;
  }
  // Folders that a user chose cannot move files everywhere. What is written gets its name, whole, when it is closed.
  const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
  await (await handle.getFile()).stream().pipeTo(stream);
  await removeFile(root, from);
}
