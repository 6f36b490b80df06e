import { memoryFiles } from '@varscope/files';
import type { TensorToWrite } from '@varscope/spec';
import { DataLossError, FileNotFoundError } from '@varscope/spec/errors';
import { afterEach, expect, test, vi } from 'vitest';
import { crcFolder } from './crc-folder.js';
import { openTensorBundle } from './open-tensor-bundle.js';
import { writeTensorBundle } from './write-tensor-bundle.js';

const large = Uint8Array.from({ length: 400_000 }, (_, i) => (i * 31 + (i >> 8)) & 255);
const TENSORS: readonly TensorToWrite[] = [
  { name: 'large', dtype: 'float32', shape: [1000, 100], data: large },
  { name: 'text', dtype: 'string', shape: [2], data: [new Uint8Array(0), large.slice(0, 5)] },
  { name: 'small', dtype: 'int64', shape: [2], data: large.slice(0, 16) },
];

async function written(): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const content = new Map<string, Uint8Array<ArrayBuffer>>();
  await writeTensorBundle({ files: memoryFiles(content), path: 'model.ckpt' }, TENSORS);
  return content;
}

afterEach(() => vi.unstubAllGlobals());

test('reads chosen files', async () => {
  const files = Array.from(await written(), ([name, bytes]) => new File([bytes], name));
  const reader = await openTensorBundle(files);
  expect([...reader.tensors.keys()]).toEqual(['large', 'small', 'text']);
  expect(await reader.readAll(TENSORS.map(({ name }) => ({ name })))).toEqual(TENSORS.map(({ data }) => data));
});

test('reads blobs by name, and refuses damaged ones', async () => {
  const content = await written();
  const blobs = (): Map<string, Blob> => new Map(Array.from(content, ([name, bytes]) => [name, new Blob([bytes])]));
  expect(await (await openTensorBundle(blobs())).read({ name: 'small' })).toEqual(large.slice(0, 16));
  content.get('model.ckpt.data-00000-of-00001')![77]! ^= 4;
  await expect((await openTensorBundle(blobs())).read({ name: 'large' })).rejects.toSatisfy(DataLossError.isInstance);
});

test('reads ranges of an address, whose query stays behind the names of the files', async () => {
  const content = await written();
  const ranges: string[] = [];
  vi.stubGlobal('fetch', (address: string, { headers }: { readonly headers: Readonly<Record<string, string>> }) => {
    const { pathname, search } = new URL(address);
    const bytes = content.get(pathname.slice('/models/'.length));
    if (bytes === undefined) return Promise.resolve(new Response(null, { status: 404 }));
    expect(search).toBe('?key=1');
    const [from, to] = headers['range']!.slice('bytes='.length).split('-').map(Number) as [number, number]; // as it is written
    ranges.push(`${pathname.slice('/models/model.ckpt'.length)} ${from}+${to + 1 - from}`);
    const body = bytes.slice(from, to + 1);
    return Promise.resolve(new Response(body, { status: 206, headers: { 'content-range': `bytes ${from}-${to}/${bytes.length}` } }));
  });
  const reader = await openTensorBundle('https://example.test/models/model.ckpt?key=1');
  expect(reader.tensors.size).toBe(3);
  expect(ranges.every((range) => range.startsWith('.index'))).toBe(true);
  ranges.length = 0;
  const rows = await reader.read({ name: 'large', slice: { offset: [10, 0], shape: [20, 100] } });
  expect(rows).toEqual(large.slice(4000, 12_000));
  expect(ranges).toEqual(['.data-00000-of-00001 0+1', '.data-00000-of-00001 4000+8000']);
  await expect(openTensorBundle(new URL('https://example.test/models/other?key=1'))).rejects.toSatisfy(FileNotFoundError.isInstance);
});

test('computes checksums in WebAssembly on the main thread of a page', () => {
  expect(crcFolder()).not.toBeNull();
});
