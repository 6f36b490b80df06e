import { describe, expect, it } from 'vitest';
import type { FileSystem } from '@varscope/spec/file-system';
import { opfsFiles } from './opfs-files.js';
import { fileSystemChecks } from './testing/file-system-checks.js';

async function createFiles(): Promise<FileSystem> {
  const root = await navigator.storage.getDirectory();
  return opfsFiles(await root.getDirectoryHandle(crypto.randomUUID(), { create: true }));
}

describe('opfsFiles', () => {
  for (const { name, run } of fileSystemChecks(createFiles)) it(name, run);

  it('does all of it in a worker, too, where a file is on the disk before it gets its path', async () => {
    const worker = new Worker(new URL('../testdata/check-opfs-in-worker.ts', import.meta.url), { type: 'module' });
    const result = await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
    });
    worker.terminate();
    expect(result).toEqual({ failures: [], events: ['flush', 'close', 'move'] });
  });
});
