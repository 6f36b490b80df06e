import { describe, expect, it } from 'vitest';
import { memoryFiles } from './memory-files.js';
import { fileSystemChecks } from './testing/file-system-checks.js';
import { writeFile } from './write-file.js';

describe('memoryFiles', () => {
  for (const { name, run } of fileSystemChecks(() => memoryFiles())) it(name, run);

  it('writes into the map that it is given, and not into a record', async () => {
    const map = new Map<string, Uint8Array>();
    await writeFile(memoryFiles(map), 'a', Uint8Array.of(1));
    expect([...map]).toEqual([['a', Uint8Array.of(1)]]);
    const record = { b: Uint8Array.of(2) };
    await writeFile(memoryFiles(record), 'a', Uint8Array.of(1));
    expect(Object.keys(record)).toEqual(['b']);
  });
});
