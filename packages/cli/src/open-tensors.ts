import { localFiles, readFile } from '@varscope/files';
import { openSafetensors } from '@varscope/safetensors';
import type { FileSystem, ReadableFile, TensorReader } from '@varscope/spec';
import { DataLossError, FailedPreconditionError } from '@varscope/spec/errors';
import { bundleDataFiles, openTensorBundle } from '@varscope/tensor-bundle';
import { newestCheckpoint } from './newest-checkpoint.js';
import { openWeightsManifest } from './tfjs/open-weights-manifest.js';
import { parseWeightsManifest } from './tfjs/parse-weights-manifest.js';

/** What a path leads to. */
type Content = 'bundle' | 'safetensors' | 'weights-manifest';

const SUFFIX = /\.index$|\.data-\d{5}-of-\d{5}$/;
const HEAD_BYTES = 16;
/** The last eight bytes of every table: an index of V2 as well as a checkpoint of V1. */
const TABLE_MAGIC = 0xdb4775248b80fb57n;
const MOST_HEADER_BYTES = 100_000_000n;
const OPENING_BRACE = 0x7b;

/** Tensors that were opened, and where they are. */
export interface OpenedTensors {
  readonly path: string;
  readonly reader: TensorReader;
  /** The files that they are in. */
  readonly paths: readonly string[];
}

/**
 * Opens tensors whatever their format, which is told by the content: a TensorFlow checkpoint by its prefix, its
 * `.index` or one of its data files, a safetensors file or the index of a sharded one, a `model.json` of TensorFlow.js.
 * @param asked A path, an address of a web server, or a folder of which the newest checkpoint is meant.
 */
export async function openTensors(asked: string): Promise<OpenedTensors> {
  const local = localFiles();
  const path = (await local.hasFolder?.(asked)) ? await checkpointIn(local, asked) : asked;
  const content = await recognize(local, path);
  const opened = new Set<string>();
  const files: FileSystem = {
    ...local,
    open: async (each) => {
      const file = await local.open(each);
      opened.add(each);
      return file;
    },
  };
  const prefix = path.replace(SUFFIX, '');
  const reader = await openAs(content, files, path, prefix);
  // The data files of a bundle are opened when they are read.
  if (content === 'bundle') {
    const dataFiles = await bundleDataFiles(local, prefix).catch((): string[] => []); // a web server has no list
    for (const each of dataFiles) opened.add(each);
  }
  return { path, reader, paths: [...opened] };
}

async function openAs(content: Content, files: FileSystem, path: string, prefix: string): Promise<TensorReader> {
  switch (content) {
    case 'bundle':
      return await openTensorBundle({ files, path: prefix });
    case 'safetensors':
      return await openSafetensors({ files, path });
    case 'weights-manifest':
      return await openWeightsManifest(files, path, parseWeightsManifest(await readFile(files, path), path));
  }
}

async function recognize(files: FileSystem, path: string): Promise<Content> {
  if (SUFFIX.test(path)) return 'bundle';
  if (!(await files.exists(path))) return path.endsWith('.safetensors') || path.endsWith('.json') ? 'safetensors' : 'bundle';
  const file = await files.open(path);
  try {
    const head = await readPart(file, 0, HEAD_BYTES);
    const tail = await readPart(file, Math.max(0, file.size - 8), 8);
    if (tail.length === 8 && uint64(tail) === TABLE_MAGIC) return 'bundle';
    if (path.endsWith('.safetensors') || isSafetensors(head)) return 'safetensors';
    if (isJson(head)) return await hasWeightMap(file) ? 'safetensors' : 'weights-manifest';
  } finally {
    await file.close();
  }
  throw new DataLossError('It is no TensorFlow checkpoint, no safetensors file and no weights manifest of TensorFlow.js.', { file: path });
}

function isSafetensors(head: Uint8Array): boolean {
  return head[8] === OPENING_BRACE && uint64(head) <= MOST_HEADER_BYTES;
}

function isJson(head: Uint8Array): boolean {
  return /^\ufeff?\s*[{[]/.test(new TextDecoder().decode(head));
}

/** Whether JSON is the index of sharded safetensors files; its key is among the first. */
async function hasWeightMap(file: ReadableFile): Promise<boolean> {
  return new TextDecoder().decode(await readPart(file, 0, 64 * 1024)).includes('"weight_map"');
}

async function readPart(file: ReadableFile, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(Math.min(length, file.size - offset));
  await file.read(offset, bytes);
  return bytes;
}

function uint64(bytes: Uint8Array): bigint {
  return new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
}

/** @throws FailedPreconditionError for a folder that does not say which is its newest checkpoint, but has perhaps some. */
async function checkpointIn(files: FileSystem, path: string): Promise<string> {
  const newest = await newestCheckpoint(files, path);
  if (newest !== null) return newest;
  const names = await files.list(path);
  const found = names.filter((name) => /\.index$|\.safetensors$|\.safetensors\.index\.json$|model\.json$/.test(name)).map((name) => `${path}/${name.replace(/\.index$/, '')}`);
  throw new FailedPreconditionError(`${path} is a folder, and has no file \`checkpoint\` that says which is the newest: name a checkpoint in it.`, { nearest: found.slice(0, 5) });
}
