import { DataLossError } from '@varscope/spec/errors';
import type { FileSystem, ReadableFile } from '@varscope/spec/file-system';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { indexedDbFiles } from './indexed-db-files.js';
import { readFile } from './read-file.js';
import { fileSystemChecks } from './testing/file-system-checks.js';
import { writeFile } from './write-file.js';

const KILOBYTE = 1 << 10;
const MEGABYTE = 1 << 20;
/** Variables in one file: the small ones between two large ones share a record. */
const SIZES = [54, 0, 202, 54, 900, 80, 176, 2560, 1, 1024, 300, 3].map((size) => size * KILOBYTE);
const RECORD_SIZES = [256, 54, 900, 256, 1024, 1024, 512, 1, 1024, 300, 3].map((size) => size * KILOBYTE);

afterEach(() => vi.restoreAllMocks());

describe('indexedDbFiles', () => {
  for (const { name, run } of fileSystemChecks(() => indexedDbFiles(crypto.randomUUID()))) it(name, run);

  it('removes what a writer that ended in the middle has left, when a file is written next', async () => {
    const name = crypto.randomUUID();
    const files = indexedDbFiles(name);
    await writeFile(files, 'a', new Uint8Array(3 * MEGABYTE));
    await leaveUnfinished(name);
    const inProgress = await files.create('b');
    await inProgress.write(new Uint8Array(16 * MEGABYTE));
    expect(await sizesOfRecords(name)).toHaveLength(3 + 16);
    await writeFile(files, 'c', new Uint8Array(MEGABYTE));
    expect(await sizesOfRecords(name)).toHaveLength(3 + 16 + 1);
    await inProgress.commit();
    await files.remove('a');
    expect(await sizesOfRecords(name)).toHaveLength(16 + 1);
  });

  it('stores variables in records that no other variable cuts', async () => {
    const name = crypto.randomUUID();
    const content = await writeVariables(indexedDbFiles(name));
    expect(await sizesOfRecords(name)).toEqual(RECORD_SIZES);
    expect(hasBytes(await readFile(indexedDbFiles(name), 'a'), content)).toBe(true);
  });

  it('reads of a file the records of a variable and no others', async () => {
    const files = indexedDbFiles(crypto.randomUUID());
    const content = await writeVariables(files);
    const file = await files.open('a');
    const get = vi.spyOn(IDBObjectStore.prototype, 'get');
    for (const [index, size] of SIZES.entries()) {
      const offset = offsetOf(index);
      expect(hasBytes(await part(file, offset, size), content.subarray(offset, offset + size))).toBe(true);
    }
    expect(get).toHaveBeenCalledTimes(SIZES.filter((size) => size > 0).length + 2); // one has three records
  });

  it('misses of a lost record what was in it, and nothing else', async () => {
    const name = crypto.randomUUID();
    const files = indexedDbFiles(name);
    const content = await writeVariables(files);
    const [lost, large] = [256 * KILOBYTE, 7];
    await change(name, async (records) => {
      for (const key of await result(records.getAllKeys())) if ((key as [string, number])[1] === lost) records.delete(key); // [id, offset]
    });
    const file = await files.open('a');
    const error = await part(file, lost, 54 * KILOBYTE).catch((reason: unknown) => reason);
    expect(error).toSatisfy(DataLossError.isInstance);
    expect(error).toMatchObject({ details: { file: 'a', offset: lost } });
    expect(hasBytes(await part(file, 0, lost), content.subarray(0, lost))).toBe(true);
    const others = content.subarray(offsetOf(large), offsetOf(large + 1));
    expect(hasBytes(await part(file, offsetOf(large), others.length), others)).toBe(true);
  });

  it('has everything on the disk before a file gets its path', async () => {
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const files = indexedDbFiles(crypto.randomUUID());
    await writeFile(files, 'a', new Uint8Array(20 * MEGABYTE));
    await files.rename('a', 'b');
    await files.remove('b');
    const writing = transaction.mock.results.map(({ value }) => value as IDBTransaction).filter(({ mode }) => mode === 'readwrite'); // that is its result
    expect(writing.map(({ durability }) => durability)).toEqual(writing.map(() => 'strict'));
    expect(writing.length).toBeGreaterThan(4);
  });

  it('leaves the old file, and nothing else, when records cannot be stored', async () => {
    const name = crypto.randomUUID();
    const files = indexedDbFiles(name);
    await writeFile(files, 'a', Uint8Array.of(1, 2));
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    });
    await expect(writeFile(files, 'a', new Uint8Array(40 * MEGABYTE))).rejects.toThrow('The disk is full.');
    vi.restoreAllMocks();
    expect(await readFile(files, 'a')).toEqual(Uint8Array.of(1, 2));
    expect(await sizesOfRecords(name)).toEqual([2]);
  });
});

/** Writes a file of variables, in pieces of odd sizes, and gives its content. */
async function writeVariables(files: FileSystem): Promise<Uint8Array> {
  const content = Uint8Array.from({ length: offsetOf(SIZES.length) }, (_, index) => (index * 31) ^ (index >> 9));
  const file = await files.create('a');
  for (const [index, size] of SIZES.entries()) {
    const variable = content.subarray(offsetOf(index), offsetOf(index) + size);
    for (let at = 0; at < size; at += 333_333) await file.write(variable.subarray(at, at + 333_333));
    file.endRecord!(); // this system has it
  }
  await file.commit();
  return content;
}

function offsetOf(index: number): number {
  return SIZES.slice(0, index).reduce((sum, size) => sum + size, 0);
}

/** Said in a word: vitest compares millions of numbers one by one. */
function hasBytes(found: Uint8Array, expected: Uint8Array): boolean {
  return found.length === expected.length && found.every((byte, index) => byte === expected[index]);
}

async function part(file: ReadableFile, offset: number, length: number): Promise<Uint8Array> {
  const into = new Uint8Array(length);
  await file.read(offset, into);
  return into;
}

/** Two records of a file that nobody will finish. */
async function leaveUnfinished(name: string): Promise<void> {
  await change(name, (records) => {
    for (const offset of [0, 5]) records.put(new Uint8Array(5), ['left', offset]);
  });
}

async function sizesOfRecords(name: string): Promise<number[]> {
  let sizes: number[] = [];
  await change(name, async (records) => {
    sizes = ((await result(records.getAll())) as Uint8Array[]).map(({ length }) => length); // as they are written
  });
  return sizes;
}

async function change(name: string, work: (records: IDBObjectStore) => Promise<void> | void): Promise<void> {
  const db = await result(indexedDB.open(name));
  const records = db.transaction('records', 'readwrite').objectStore('records');
  const done = new Promise((resolve) => (records.transaction.oncomplete = resolve));
  await work(records);
  await done;
  db.close();
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('The request failed.')); // it failed
  });
}
