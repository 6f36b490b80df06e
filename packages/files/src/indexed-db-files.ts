import type { FileSystem, ReadableFile, WritableFile } from '@varscope/spec/file-system';
import { DataLossError } from '@varscope/spec/errors';
import { endOfFile } from './end-of-file.js';
import { namesInFolder } from './names-in-folder.js';
import { noSuchFile } from './no-such-file.js';
import { RecordWriter, type FileRecord } from './record-writer.js';

/** What is kept of a file under its path. */
interface StoredFile {
  readonly id: string;
  readonly size: number;
  /** Where its records begin, in order: their keys are `[id, offset]`. */
  readonly offsets: Float64Array;
}

const FILES = 'files';
const RECORDS = 'records';
const STORES = [FILES, RECORDS];
/** So much is read at once: it takes as much memory again. */
const READ_BYTES = 16 << 20;

/**
 * Files in a database of the browser (IndexedDB), in records. A variable has one of its own; a large one several, of a
 * mebibyte each, and small ones share one, of at most a quarter of that. Arrays they are, and not Blobs, which would take
 * memory until the garbage is collected.
 *
 * The records of a file are stored as they come, and one transaction then gives it its path and removes the file that had
 * it, so that a page that is closed leaves the old file or the new one; what it left behind is removed when a file is
 * written next. A file that is open for reading must not be replaced.
 * @param databaseName One that nobody else uses.
 */
export function indexedDbFiles(databaseName: string): FileSystem {
  let opened: Promise<IDBDatabase> | undefined;
  const database = (): Promise<IDBDatabase> => (opened ??= openDatabase(databaseName));
  return {
    open: async (path) => {
      const db = await database();
      const file = await get(db.transaction(FILES).objectStore(FILES), path);
      if (file === undefined) throw noSuchFile(path);
      return readable(db, path, file);
    },
    exists: async (path) => (await result((await database()).transaction(FILES).objectStore(FILES).getKey(path))) !== undefined,
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
      await change(await database(), async (files, records) => {
        const file = await get(files, from);
        if (file === undefined) throw noSuchFile(from);
        if (from === to) return;
        await replace(files, records, to, file);
        files.delete(from);
      });
    },
    remove: async (path) => {
      await change(await database(), async (files, records) => {
        await replace(files, records, path, null);
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

function readable(db: IDBDatabase, path: string, { id, size, offsets }: StoredFile): ReadableFile {
  const readRecord = async (records: IDBObjectStore, index: number, from: number, into: Uint8Array): Promise<void> => {
    const start = offsets[index]!; // there is a record for every byte
    const record = (await result(records.get([id, start]))) as Uint8Array | undefined; // as it was written
    if (record?.length !== (offsets[index + 1] ?? size) - start) throw lostRecord(path, start);
    into.set(record.subarray(from - start, from - start + into.length));
  };
  return {
    path,
    size,
    async read(offset, into) {
      const end = offset + into.length;
      if (end > size) throw endOfFile(path, offset, into.length, size);
      let index = recordAt(offsets, offset);
      for (let from = offset; from < end; ) {
        const limit = Math.min(end, from + READ_BYTES);
        const records = db.transaction(RECORDS).objectStore(RECORDS);
        const reads: Promise<void>[] = [];
        for (; from < limit; index++) {
          const to = Math.min(end, offsets[index + 1] ?? size);
          reads.push(readRecord(records, index, from, into.subarray(from - offset, to - offset)));
          from = to;
        }
        // All of them have ended before this does: nothing is written into `into` later.
        for (const read of await Promise.allSettled(reads)) if (read.status === 'rejected') throw read.reason;
      }
    },
    close: () => Promise.resolve(),
  };
}

/** The last record that does not begin after a position, by its index. */
function recordAt(offsets: Float64Array, position: number): number {
  let [low, high] = [0, offsets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsets[middle]! <= position) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Of a file that was replaced while it was open, or that lost a record in another way. */
function lostRecord(path: string, offset: number): DataLossError {
  return new DataLossError(`A record of ${path} is missing in the database`, { file: path, offset });
}

async function startWriting(db: IDBDatabase, path: string): Promise<WritableFile> {
  const id = crypto.randomUUID();
  const release = await holdLock(lockName(db, id));
  const putInto = (store: IDBObjectStore, records: readonly FileRecord[]): void => {
    for (const { offset, bytes } of records) store.put(bytes, [id, offset]);
  };
  return new RecordWriter(path, {
    store: (batch) =>
      change(db, (_, records) => {
        putInto(records, batch);
      }),
    async commit(batch, size, offsets) {
      await change(db, async (files, records) => {
        putInto(records, batch);
        await replace(files, records, path, { id, size, offsets });
      });
      release();
    },
    async abort() {
      await change(db, (_, records) => {
        records.delete(recordsOf(id));
      });
      release();
    },
  });
}

/** Gives `path` another file, or none, and removes the records of the one it had. */
async function replace(files: IDBObjectStore, records: IDBObjectStore, path: string, file: StoredFile | null): Promise<void> {
  const old = await get(files, path);
  if (old !== undefined) records.delete(recordsOf(old.id));
  if (file === null) files.delete(path);
  else files.put(file, path);
}

/** Removes the records of files that were never finished, and that nobody is still writing. */
async function removeAbandoned(db: IDBDatabase): Promise<void> {
  if (navigator.locks === undefined) return; // an insecure page; who is writing cannot be told there
  for (const id of await unfinished(db)) {
    await navigator.locks.request(lockName(db, id), { ifAvailable: true }, async (lock) => {
      if (lock === null) return;
      await change(db, async (files, records) => {
        if (!(await finished(files)).has(id)) records.delete(recordsOf(id));
      });
    });
  }
}

async function unfinished(db: IDBDatabase): Promise<string[]> {
  const transaction = db.transaction(STORES);
  const known = await finished(transaction.objectStore(FILES));
  const records = transaction.objectStore(RECORDS);
  const found: string[] = [];
  // From one id to the next, without reading the records between them.
  for (let key = await firstKey(records, []); key !== undefined; key = await firstKey(records, [key[0], []])) {
    if (!known.has(key[0])) found.push(key[0]);
  }
  return found;
}

async function finished(files: IDBObjectStore): Promise<ReadonlySet<string>> {
  return new Set(((await result(files.getAll())) as StoredFile[]).map(({ id }) => id)); // all that is ever put there
}

async function firstKey(records: IDBObjectStore, after: IDBValidKey): Promise<[id: string, index: number] | undefined> {
  return (await result(records.getKey(IDBKeyRange.lowerBound(after)))) as [string, number] | undefined; // the keys there are
}

/** An array is greater than any number, so this holds every `[id, index]`. */
function recordsOf(id: string): IDBKeyRange {
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

async function get(files: IDBObjectStore, path: string): Promise<StoredFile | undefined> {
  return (await result(files.get(path))) as StoredFile | undefined; // all that is ever put there
}

/** Runs `work` in one transaction, which is on the disk when this is done, and has changed nothing when this fails. */
async function change(
  db: IDBDatabase,
  work: (files: IDBObjectStore, records: IDBObjectStore) => Promise<void> | void,
): Promise<void> {
  const transaction = db.transaction(STORES, 'readwrite', { durability: 'strict' });
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException('The transaction was aborted.', 'AbortError'));
  });
  try {
    await work(transaction.objectStore(FILES), transaction.objectStore(RECORDS));
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
