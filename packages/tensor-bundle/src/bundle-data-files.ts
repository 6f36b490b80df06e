import type { FileSystem } from '@varscope/spec/file-system';

/** What the name of a data file has after that of its checkpoint. */
const SUFFIX = /^\.data-\d{5,}-of-\d{5,}$/;

/** The data files of a V2 checkpoint, of any number of shards: the paths of those in its folder that have its name. */
export async function bundleDataFiles(files: FileSystem, path: string): Promise<string[]> {
  const end = path.lastIndexOf('/');
  const names = await files.list(end === 0 ? '/' : path.slice(0, Math.max(0, end)));
  const paths = names.map((name) => path.slice(0, end + 1) + name);
  return paths.filter((each) => each.startsWith(path) && SUFFIX.test(each.slice(path.length)));
}
