import type { FileSystem, ReadableFile } from '@varscope/spec/file-system';
import { DataLossError, FileNotFoundError, UnimplementedError } from '@varscope/spec/errors';
import { readFile } from '../read-file.js';
import { writeFile } from '../write-file.js';

/** One thing that a file system has to do. */
export interface FileSystemCheck {
  /** A sentence about behaviour: the name of a test. */
  readonly name: string;
  /** Rejects with an error that says what the file system did instead. */
  readonly run: () => Promise<void>;
}

/** Options of `fileSystemChecks`. */
export interface FileSystemCheckOptions {
  /** Whether it only reads: `createFiles` then makes the files that it gets. Default: no. */
  readonly isReadOnly?: boolean;
  /** Whether it can list the files of a folder. Default: yes. */
  readonly canList?: boolean;
}

/** Makes an empty file system, or one that has the files. */
type CreateFiles = (files: ReadonlyMap<string, Uint8Array>) => FileSystem | Promise<FileSystem>;

/** What a check does with a file system that has the files of the check. */
type Check = (files: FileSystem) => Promise<void>;

const FIRST = bytes(1, 2, 3, 4, 5);
const SECOND = bytes(9, 8);
/** Longer than what any of them keeps together. */
const LONG = Uint8Array.from({ length: (5 << 19) + 7 }, (_, index) => (index * 7) ^ (index >> 8));
const ODD_NAMES = ['with space', 'per%20cent', 'a#b?c', 'naïve-模型', '__proto__', 'constructor', 'model.ckpt-5.data-00000-of-00001'];

/**
 * The checks that a file system has to pass.
 * @param createFiles Called anew for every check. One that only reads is given its files; any other starts empty.
 * @example
 * for (const { name, run } of fileSystemChecks(() => memoryFiles())) it(name, run);
 */
export function fileSystemChecks(createFiles: CreateFiles, options: FileSystemCheckOptions = {}): readonly FileSystemCheck[] {
  const { isReadOnly = false, canList = true } = options;
  const checks = [...READING, ...(canList ? LISTING : []), ...(isReadOnly ? REFUSING : WRITING)];
  return checks.map(([name, initial, check]) => ({
    name,
    run: async () => {
      const contents = new Map(Object.entries(initial));
      const files = await createFiles(isReadOnly ? contents : new Map());
      if (!isReadOnly) for (const [path, content] of contents) await writeFile(files, path, content);
      await check(files);
    },
  }));
}

type Row = readonly [name: string, initial: Readonly<Record<string, Uint8Array>>, check: Check];

const READING: readonly Row[] = [
  ['reads any part of a file', { 'm/a': FIRST }, async (files) => {
    const file = await files.open('m/a');
    requireEqual('size', file.size, 5);
    requireBytes('bytes 1 to 3', await part(file, 1, 3), bytes(2, 3, 4));
    requireBytes('no bytes at the end', await part(file, 5, 0), bytes());
    requireBytes('the whole', await part(file, 0, 5), FIRST);
    await file.close();
    await file.close();
  }],
  ['reads synchronously, where it can, what it reads otherwise', { a: FIRST }, async (files) => {
    const file = await files.open('a');
    if (file.readSync !== undefined) {
      const into = new Uint8Array(3);
      file.readSync(2, into);
      requireBytes('bytes 2 to 4', into, bytes(3, 4, 5));
      await requireError('a read beyond the end', DataLossError, async () => {
        await Promise.resolve(file.readSync?.(4, new Uint8Array(2)));
      });
    }
    await file.close();
  }],
  ['reads files that are longer than a chunk, in parts that cross chunks, at the same time', { a: LONG }, async (files) => {
    const file = await files.open('a');
    const middle = 1 << 20;
    const [start, crossing, end] = await Promise.all([
      part(file, 0, 100),
      part(file, middle - 50, middle),
      part(file, LONG.length - 9, 9),
    ]);
    requireBytes('the start', start, LONG.subarray(0, 100));
    requireBytes('the middle', crossing, LONG.subarray(middle - 50, 2 * middle - 50));
    requireBytes('the end', end, LONG.subarray(LONG.length - 9));
    await file.close();
  }],
  ['reads an empty file', { a: bytes() }, async (files) => {
    requireBytes('the file', await readFile(files, 'a'), bytes());
  }],
  ['says where a file ended that was read beyond its end', { a: FIRST }, async (files) => {
    const file = await files.open('a');
    const error = await requireError('a read beyond the end', DataLossError, () => file.read(3, new Uint8Array(3)));
    requireEqual('the offset of the error', error.details.offset, 3);
    requireEqual('the file of the error', error.details.file, file.path);
    await file.close();
  }],
  ['says that there is no such file', { 'm/a': FIRST }, async (files) => {
    for (const path of ['b', 'm/b', 'n/a', 'm/a/b']) {
      requireEqual(`exists('${path}')`, await files.exists(path), false);
      const error = await requireError(`open('${path}')`, FileNotFoundError, () => files.open(path));
      if (!error.details.file?.endsWith(path)) throw new Error(`The error of a missing file names ${error.details.file}.`);
    }
    requireEqual(`exists('m/a')`, await files.exists('m/a'), true);
  }],
  ['has files of any name', Object.fromEntries(ODD_NAMES.map((name, index) => [`odd/${name}`, bytes(index)])), async (files) => {
    for (const [index, name] of ODD_NAMES.entries()) requireBytes(name, await readFile(files, `odd/${name}`), bytes(index));
  }],
];

const LISTING: readonly Row[] = [
  ['lists the files of a folder, sorted, without its folders', { 'm/b': FIRST, 'm/a': FIRST, 'm/n/c': FIRST, 'mm/d': FIRST }, async (files) => {
    requireEqual('m', (await files.list('m')).join(' '), 'a b');
    requireEqual('m/n', (await files.list('m/n')).join(' '), 'c');
    requireEqual('a folder that does not exist', (await files.list('zz')).length, 0);
    requireEqual('a file', (await files.list('m/a')).length, 0);
  }],
];

const REFUSING: readonly Row[] = [
  ['refuses to write', { a: FIRST }, async (files) => {
    await requireError('create', UnimplementedError, () => files.create('b'));
    await requireError('rename', UnimplementedError, () => files.rename('a', 'b'));
    await requireError('remove', UnimplementedError, () => files.remove('a'));
  }],
];

const WRITING: readonly Row[] = [
  ['shows a file when it is finished, not before', { 'm/b': FIRST }, async (files) => {
    const file = await files.create('m/a');
    await file.write(FIRST);
    requireEqual('exists before commit', await files.exists('m/a'), false);
    requireEqual('is listed before commit', (await files.list('m')).includes('a'), false);
    await file.commit();
    requireBytes('the file', await readFile(files, 'm/a'), FIRST);
    requireEqual('the folder afterwards', (await files.list('m')).join(' '), 'a b');
  }],
  ['replaces a file when the new one is finished, not before', { a: FIRST }, async (files) => {
    const file = await files.create('a');
    await file.write(SECOND);
    requireBytes('the file before commit', await readFile(files, 'a'), FIRST);
    await file.commit();
    requireBytes('the file after commit', await readFile(files, 'a'), SECOND);
  }],
  ['leaves nothing of a file that was given up', { 'm/a': FIRST }, async (files) => {
    const file = await files.create('m/a');
    await file.write(SECOND);
    await file.abort();
    await file.abort();
    requireBytes('the file', await readFile(files, 'm/a'), FIRST);
    requireEqual('the folder', (await files.list('m')).join(' '), 'a');
  }],
  ['keeps a file that is given up after it was finished', {}, async (files) => {
    const file = await files.create('a');
    await file.write(FIRST);
    await file.commit();
    await file.abort();
    requireBytes('the file', await readFile(files, 'a'), FIRST);
  }],
  ['gives the bytes back when they are written', {}, async (files) => {
    const file = await files.create('a');
    const buffer = new Uint8Array(70_001);
    const expected: number[] = [];
    for (let round = 0; round < 40; round++) {
      buffer.fill(round);
      await file.write(buffer);
      for (let i = 0; i < buffer.length; i++) expected.push(round);
    }
    await file.commit();
    requireBytes('the file', await readFile(files, 'a'), Uint8Array.from(expected));
  }],
  ['writes files at the same time', {}, async (files) => {
    const [a, b] = [await files.create('a'), await files.create('b')];
    await Promise.all([a.write(FIRST), b.write(SECOND)]);
    await Promise.all([a.write(SECOND), b.write(FIRST)]);
    await Promise.all([a.commit(), b.commit()]);
    requireBytes('a', await readFile(files, 'a'), bytes(...FIRST, ...SECOND));
    requireBytes('b', await readFile(files, 'b'), bytes(...SECOND, ...FIRST));
  }],
  ['gives a file another path, in place of the file that had it', { 'm/a': FIRST, 'm/b': SECOND }, async (files) => {
    await files.rename('m/a', 'm/b');
    requireBytes('m/b', await readFile(files, 'm/b'), FIRST);
    requireEqual('the folder', (await files.list('m')).join(' '), 'b');
    await requireError('rename of a missing file', FileNotFoundError, () => files.rename('m/a', 'm/c'));
  }],
  ['gives a file a path in another folder', { 'm/a': FIRST, 'n/b': SECOND }, async (files) => {
    await files.rename('m/a', 'n/a');
    requireBytes('n/a', await readFile(files, 'n/a'), FIRST);
    requireEqual('m', (await files.list('m')).length, 0);
  }],
  ['removes a file, and minds none that is not there', { 'm/a': FIRST, 'm/b': SECOND }, async (files) => {
    await files.remove('m/a');
    await files.remove('m/a');
    await files.remove('zz/a');
    requireEqual('the folder', (await files.list('m')).join(' '), 'b');
    await requireError('open', FileNotFoundError, () => files.open('m/a'));
  }],
  ['knows its folders, where they exist by themselves', { 'm/n/a': FIRST }, async (files) => {
    if (files.hasFolder === undefined) return;
    for (const [path, isThere] of [['m', true], ['m/n', true], ['m/n/a', false], ['zz', false]] as const) {
      requireEqual(`hasFolder('${path}')`, await files.hasFolder(path), isThere);
    }
  }],
];

function bytes(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values);
}

async function part(file: ReadableFile, offset: number, length: number): Promise<Uint8Array> {
  const into = new Uint8Array(length);
  await file.read(offset, into);
  return into;
}

function requireEqual(what: string, found: unknown, expected: unknown): void {
  if (found !== expected) throw new Error(`The file system has ${String(found)} for ${what}, not ${String(expected)}.`);
}

function requireBytes(what: string, found: Uint8Array, expected: Uint8Array): void {
  requireEqual(`the length of ${what}`, found.length, expected.length);
  const different = found.findIndex((byte, index) => byte !== expected[index]);
  if (different >= 0) requireEqual(`byte ${different} of ${what}`, found[different], expected[different]);
}

interface ErrorClass<E> {
  readonly name: string;
  isInstance(error: unknown): error is E;
}

async function requireError<E>(what: string, kind: ErrorClass<E>, work: () => Promise<unknown>): Promise<E> {
  try {
    await work();
  } catch (error) {
    if (kind.isInstance(error)) return error;
    throw new Error(`The file system answers ${what} with ${String(error)}, not with a ${kind.name}.`, { cause: error });
  }
  throw new Error(`The file system allows ${what}: it has to throw a ${kind.name}.`);
}
