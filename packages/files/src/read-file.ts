import type { FileSystem } from '@varscope/spec/file-system';

/**
 * The whole of a file.
 * @throws FileNotFoundError when there is no such file.
 */
export async function readFile(files: FileSystem, path: string): Promise<Uint8Array> {
  const file = await files.open(path);
  try {
    const bytes = new Uint8Array(file.size);
    await file.read(0, bytes);
    return bytes;
  } finally {
    await file.close();
  }
}
