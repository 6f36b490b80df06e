import { createNodeFiles } from '#node-files';
import type { FileSystem } from '@varscope/spec/file-system';

/**
 * The disk, in Node, Deno and Bun. A file is written under a temporary name beside its own (`….tempstate` and a random
 * number, as TensorFlow's), flushed to the disk, and then renamed, so that a program that is killed leaves the old file
 * or the new one. Relative paths begin at the working directory; a `file:` address, such as the `href` of
 * `new URL('model.ckpt', import.meta.url)`, is a path too.
 * @throws UnimplementedError where there is no `node:fs`; bundlers for browsers do not see that it is used.
 */
export function nodeFiles(): FileSystem {
  return createNodeFiles();
}
