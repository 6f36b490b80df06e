import { describe, expect, it } from 'vitest';
import { indexedDbFiles } from './indexed-db-files.js';
import { fileSystemChecks } from './testing/file-system-checks.js';
import { writeFile } from './write-file.js';

describe('indexedDbFiles', () => {
  for (const { name, run } of fileSystemChecks(() => indexedDbFiles(crypto.randomUUID()))) it(name, run);

  it('removes what a writer that ended in the middle has left, when a file is written next', async () => {
    const name = crypto.randomUUID();
    const files = indexedDbFiles(name);
    await writeFile(files, 'a', new Uint8Array(3 << 20));
    await leaveUnfinished(name);
    const inProgress = await files.create('b');
    await inProgress.write(new Uint8Array(1 << 20));
    expect(await countChunks(name)).toBe(3 + 1);
    await writeFile(files, 'c', new Uint8Array(1 << 20));
    expect(await countChunks(name)).toBe(3 + 1 + 1);
    await inProgress.commit();
    await files.remove('a');
    expect(await countChunks(name)).toBe(2);
  });
});

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('The request failed.')); // it failed
  });
}

/** Two chunks of a file that nobody will finish. */
async function leaveUnfinished(name: string): Promise<void> {
  const db = await openDatabase(name);
  const chunks = db.transaction('chunks', 'readwrite').objectStore('chunks');
  for (const index of [0, 1]) chunks.put(new Uint8Array(5), ['left', index]);
  await new Promise((resolve) => (chunks.transaction.oncomplete = resolve));
  db.close();
}

async function countChunks(name: string): Promise<number> {
  const db = await openDatabase(name);
  const request = db.transaction('chunks').objectStore('chunks').count();
  await new Promise((resolve) => (request.onsuccess = resolve));
  db.close();
  return request.result;
}
