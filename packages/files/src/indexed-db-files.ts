import type { FileSystem, ReadableFile, WritableFile } from '@varscope/spec/file-system';
import { endOfFile } from './end-of-file.js';
import { namesInFolder } from './names-in-folder.js';
import { noSuchFile } from './no-such-file.js';

/** What is kept of a file under its path: its chunks are the records `[id, 0]`, `[id, 1]`, … */
interface FileRecord {
  readonly id: string;
  readonly size: number;
}

const FILES = 'files';
const CHUNKS = 'chunks';
const STORES = [FILES, CHUNKS];
/** Large enough that a record costs little more than its bytes, small enough that no write needs much memory. */
const CHUNK_BYTES = 1 << 20;

/**
 * Files in a database of the browser (IndexedDB), as records of a mebibyte each. The records of a file are written as
 * they come, and one transaction then gives it its path and removes the file that had it, so that a page that is closed
 * leaves the old file or the new one; what it left behind is removed when a file is written next. A file that is open
 * for reading must not be replaced.
 * @param databaseName One that nobody else uses.
 */
export function indexedDbFiles(databaseName: string): FileSystem {
  let opened: Promise<IDBDatabase> | undefined;
  const database = (): Promise<IDBDatabase> => (opened ??= openDatabase(databaseName));
  return {
    open: async (path) => {
      const db = await database();
      const record = await recordOf(db, path);
      if (record === undefined) throw noSuchFile(path);
      return readable(db, path, record);
    },
    exists: async (path) => (await recordOf(await database(), path)) !== undefined,
    list: async (folder) => {
      const paths = await result((await database()).transaction(FILES).objectStore(FILES).getAllKeys());
      return namesInFolder(paths as string[], folder); // paths are the keys
    },
    create: async (path) => {
      const db = await database();
      await removeAbandoned(db);
      return await startWriting(db, path);
    },
    rename: async (from, to) => {
      await change(await database(), async (files, chunks) => {
        const record = await get(files, from);
        if (record === undefined) throw noSuchFile(from);
        if (from === to) return;
        await replace(files, chunks, to, record);
        files.delete(from);
      });
    },
    remove: async (path) => {
      await change(await database(), async (files, chunks) => {
        await replace(files, chunks, path, null);
      });
    },
  };
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    for (const store of STORES) request.result.createObjectStore(store);
  };
  return result(request);
}

function readable(db: IDBDatabase, path: string, { id, size }: FileRecord): ReadableFile {
  return {
    path,
    size,
    async read(offset, into) {
      if (offset + into.length > size) throw endOfFile(path, offset, into.length, size);
      for (let done = 0; done < into.length; ) {
        const position = offset + done;
        const within = position % CHUNK_BYTES;
        const chunks = db.transaction(CHUNKS).objectStore(CHUNKS);
        const chunk = (await result(chunks.get([id, Math.floor(position / CHUNK_BYTES)]))) as Uint8Array | undefined; // as they are written
        if (chunk === undefined) throw endOfFile(path, position, into.length - done, position); // replaced meanwhile
        const part = chunk.subarray(within, within + into.length - done);
        into.set(part, done);
        done += part.length;
      }
    },
    close: () => Promise.resolve(),
  };
}

async function startWriting(db: IDBDatabase, path: string): Promise<WritableFile> {
  const id = crypto.randomUUID();
  const release = await holdLock(lockName(db, id));
  const buffer = new Uint8Array(CHUNK_BYTES);
  let size = 0;
  let isDone = false;
  const finish = async (work: () => Promise<void>): Promise<void> => {
    if (isDone) return;
    await work();
    isDone = true;
    release();
  };
  const put = (chunk: Uint8Array, index: number): Promise<void> =>
    change(
      db,
      (_, chunks) => {
        chunks.put(chunk, [id, index]);
      },
      'relaxed', // what comes before a strict transaction is on the disk with it
    );
  return {
    path,
    async write(bytes) {
      for (let done = 0; done < bytes.length; ) {
        const part = bytes.subarray(done, done + CHUNK_BYTES - (size % CHUNK_BYTES));
        buffer.set(part, size % CHUNK_BYTES);
        done += part.length;
        size += part.length;
        if (size % CHUNK_BYTES === 0) await put(buffer, size / CHUNK_BYTES - 1);
      }
    },
    commit: () =>
      finish(() =>
        change(db, async (files, chunks) => {
          const rest = size % CHUNK_BYTES;
          if (rest > 0) chunks.put(buffer.slice(0, rest), [id, Math.floor(size / CHUNK_BYTES)]);
          await replace(files, chunks, path, { id, size });
        }),
      ),
    abort: () =>
      finish(() =>
        change(db, (_, chunks) => {
          chunks.delete(chunksOf(id));
        }),
      ),
  };
}

/** Gives `path` another file, or none, and removes the chunks of the one it had. */
async function replace(files: IDBObjectStore, chunks: IDBObjectStore, path: string, record: FileRecord | null): Promise<void> {
  const old = await get(files, path);
  if (old !== undefined) chunks.delete(chunksOf(old.id));
  if (record === null) files.delete(path);
  else files.put(record, path);
}

/** Removes the chunks of files that were never finished, and that nobody is still writing. */
async function removeAbandoned(db: IDBDatabase): Promise<void> {
  if (navigator.locks === undefined) return; // an insecure page; who is writing cannot be told there
  for (const id of await unfinished(db)) {
    await navigator.locks.request(lockName(db, id), { ifAvailable: true }, async (lock) => {
      if (lock === null) return;
      await change(db, async (files, chunks) => {
        if (!(await finished(files)).has(id)) chunks.delete(chunksOf(id));
      });
    });
  }
}

async function unfinished(db: IDBDatabase): Promise<string[]> {
  const transaction = db.transaction(STORES);
  const known = await finished(transaction.objectStore(FILES));
  const chunks = transaction.objectStore(CHUNKS);
  const found: string[] = [];
  // From one id to the next, without reading the chunks between them.
  for (let key = await firstKey(chunks, []); key !== undefined; key = await firstKey(chunks, [key[0], []])) {
    if (!known.has(key[0])) found.push(key[0]);
  }
  return found;
}

async function finished(files: IDBObjectStore): Promise<ReadonlySet<string>> {
  return new Set(((await result(files.getAll())) as FileRecord[]).map(({ id }) => id)); // all that is ever put there
}

async function firstKey(chunks: IDBObjectStore, after: IDBValidKey): Promise<[id: string, index: number] | undefined> {
  return (await result(chunks.getKey(IDBKeyRange.lowerBound(after)))) as [string, number] | undefined; // the keys there are
}

/** An array is greater than any number, so this holds every `[id, index]`. */
function chunksOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}

function lockName(db: IDBDatabase, id: string): string {
  return `varscope:${db.name}:${id}`;
}

/** Holds a lock, which a page that is closed lets go. */
async function holdLock(name: string): Promise<() => void> {
  if (navigator.locks === undefined) return () => undefined;
  return await new Promise((resolve, reject) => {
    const held = navigator.locks.request(name, () => new Promise<void>((release) => resolve(release)));
    held.catch(reject);
  });
}

function recordOf(db: IDBDatabase, path: string): Promise<FileRecord | undefined> {
  return get(db.transaction(FILES).objectStore(FILES), path);
}

async function get(files: IDBObjectStore, path: string): Promise<FileRecord | undefined> {
  return (await result(files.get(path))) as FileRecord | undefined; // all that is ever put there
}

/** Runs `work` in one transaction, which, when it is strict, is on the disk when this is done, and has changed nothing when this fails. */
async function change(
  db: IDBDatabase,
  work: (files: IDBObjectStore, chunks: IDBObjectStore) => Promise<void> | void,
  durability: IDBTransactionDurability = 'strict',
): Promise<void> {
  const transaction = db.transaction(STORES, 'readwrite', { durability });
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException('The transaction was aborted.', 'AbortError'));
  });
  try {
    await work(transaction.objectStore(FILES), transaction.objectStore(CHUNKS));
  } catch (error) {
    done.catch(() => undefined); // told by `error`
    if (transaction.error === null) transaction.abort();
    throw error;
  }
  await done;
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('The request failed.')); // it failed
  });
}
