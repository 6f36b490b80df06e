import { memoryFiles } from '@varscope/files';
import { expect, test } from 'vitest';
import { bundleDataFiles } from './bundle-data-files.js';

test.each(['', '/', 'folder/'])('the data files of a checkpoint are those in its folder %j that have its name', async (folder) => {
  const names = [
    'm.index', 'm.data-00000-of-00002', 'm.data-00001-of-00002', 'm.data-00000-of-00002.tempstate1', 'm.data-0-of-1',
    'mm.data-00000-of-00001', 'm-1.data-00000-of-00001', 'other/m.data-00000-of-00001',
  ];
  const files = memoryFiles(Object.fromEntries(names.map((name) => [folder + name, new Uint8Array(0)])));
  expect(await bundleDataFiles(files, `${folder}m`)).toEqual(names.slice(1, 3).map((name) => folder + name));
});
