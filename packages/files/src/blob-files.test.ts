import { describe, expect, it } from 'vitest';
import { blobFiles } from './blob-files.js';
import { readFile } from './read-file.js';
import { fileSystemChecks } from './testing/file-system-checks.js';

const blobOf = (bytes: Uint8Array): Blob => new Blob([bytes as Uint8Array<ArrayBuffer>]); // not shared
const checks = fileSystemChecks((files) => blobFiles(new Map([...files].map(([path, bytes]) => [path, blobOf(bytes)]))), {
  isReadOnly: true,
});

describe('blobFiles', () => {
  for (const { name, run } of checks) it(name, run);

  it('takes the files that a user chose, by their names or their paths in a chosen folder', async () => {
    const chosen = new File(['ab'], 'model.ckpt.index');
    const inFolder = Object.defineProperty(new File(['cd'], 'b'), 'webkitRelativePath', { value: 'run/b' });
    const files = blobFiles([chosen, inFolder]);
    expect(await readFile(files, 'model.ckpt.index')).toEqual(Uint8Array.from([97, 98]));
    expect(await files.list('run')).toEqual(['b']);
  });

  it('takes Blobs by path, as a record too', async () => {
    expect(await readFile(blobFiles({ 'run/a': new Blob(['ab']) }), 'run/a')).toEqual(Uint8Array.from([97, 98]));
  });
});
