import { InvalidArgumentError, UnimplementedError } from '@varscope/spec/errors';
import { expect, it } from 'vitest';
import { localFiles } from './local-files.js';
import { nodeFiles } from './node-files.js';
import { opfsFiles } from './opfs-files.js';
import { readFile } from './read-file.js';
import { writeFile } from './write-file.js';

it('keeps paths in the private file system, and reads addresses where they lead', async () => {
  const path = `${crypto.randomUUID()}/a`;
  await writeFile(localFiles(), path, Uint8Array.of(1, 2));
  expect(await readFile(opfsFiles(), path)).toEqual(Uint8Array.of(1, 2));
  const address = URL.createObjectURL(new Blob([Uint8Array.of(3, 4, 5)]));
  const file = await localFiles().open(address);
  const middle = new Uint8Array(1);
  await file.read(1, middle);
  expect([file.size, ...middle]).toEqual([3, 4]);
  URL.revokeObjectURL(address);
});

it('says that there is no disk', async () => {
  await expect(localFiles().open('file:///a')).rejects.toSatisfy(InvalidArgumentError.isInstance);
  expect(() => nodeFiles()).toThrow(UnimplementedError);
});
