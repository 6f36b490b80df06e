import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { FileSystem } from '@varscope/spec/file-system';
import { FailedPreconditionError, InvalidArgumentError } from '@varscope/spec/errors';
import { localFiles } from './local-files.js';
import { nodeFiles } from './node-files.js';
import { readFile } from './read-file.js';
import { inFolder } from './testing/in-folder.js';
import { fileSystemChecks } from './testing/file-system-checks.js';
import { writeFile } from './write-file.js';

const root = mkdtempSync(join(tmpdir(), 'varscope-files-'));
let count = 0;
const createFiles = (): FileSystem => inFolder(nodeFiles(), join(root, String(count++)));
afterAll(() => rmSync(root, { recursive: true }));

describe('nodeFiles', () => {
  for (const { name, run } of fileSystemChecks(createFiles)) it(name, run);

  describe('by file addresses', () => {
    const byAddress = (): FileSystem => inFolder(nodeFiles(), pathToFileURL(join(root, `with space ${count++}`)).href);
    for (const { name, run } of fileSystemChecks(byAddress)) it(name, run);

    it('are paths of local files', async () => {
      const path = join(root, 'a b');
      await writeFile(localFiles(), pathToFileURL(path).href, Uint8Array.of(1));
      expect(await readFile(localFiles(), path)).toEqual(Uint8Array.of(1));
    });

    it('have to be of this disk', async () => {
      await expect(nodeFiles().open('file:///a%2Fb')).rejects.toSatisfy(InvalidArgumentError.isInstance);
    });
  });

  it('refuses to open a folder', async () => {
    await expect(nodeFiles().open(root)).rejects.toSatisfy(FailedPreconditionError.isInstance);
  });

  it('writes under a name beside that of the file, which a killed program leaves', async () => {
    const folder = join(root, 'left');
    const file = await nodeFiles().create(join(folder, 'a'));
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^a\.tempstate\d+$/)]);
    await file.abort();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves nothing of a file that cannot get its path', async () => {
    const folder = join(root, 'blocked');
    await writeFile(nodeFiles(), join(folder, 'a/b'), Uint8Array.of(1));
    await expect(writeFile(nodeFiles(), join(folder, 'a'), Uint8Array.of(1))).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['a']);
  });
});
