import type { FileSystem } from '@varscope/spec/file-system';

/** Writes a whole file, in place of one that has its path, in one step: it is never seen half written. */
export async function writeFile(files: FileSystem, path: string, bytes: Uint8Array): Promise<void> {
  const file = await files.create(path);
  try {
    await file.write(bytes);
    await file.commit();
  } catch (error) {
    await file.abort();
    throw error;
  }
}
