import { describe, it } from 'vitest';
import type { FileSystem } from '@varscope/spec/file-system';
import { opfsFiles } from './opfs-files.js';
import { fileSystemChecks } from './testing/file-system-checks.js';

async function createFiles(): Promise<FileSystem> {
  const root = await navigator.storage.getDirectory();
  return opfsFiles(await root.getDirectoryHandle(crypto.randomUUID(), { create: true }));
}

describe('opfsFiles', () => {
  for (const { name, run } of fileSystemChecks(createFiles)) it(name, run);
});
