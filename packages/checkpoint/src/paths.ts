const ABSOLUTE = /^(\/|[a-z]:[\\/]|[a-z][a-z\d+.-]+:)/i;

/** Whether a path begins at a root, a drive, or is an address. */
export function isAbsolutePath(path: string): boolean {
  return ABSOLUTE.test(path);
}

/** The path without its last name: `''` of a bare name, `/` of a name in the root. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end <= 0 ? path.slice(0, end + 1) : path.slice(0, end);
}

/** The last name of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `path` as seen from `folder`; one that begins at a root stays. */
export function joinPath(folder: string, path: string): string {
  if (folder === '' || isAbsolutePath(path)) return path;
  return folder.endsWith('/') ? `${folder}${path}` : `${folder}/${path}`;
}

/** What leads from `folder` to `path`; both are relative, or both absolute. */
export function relativePath(path: string, folder: string): string {
  const [to, from] = [partsOf(path), partsOf(folder)];
  let same = 0;
  while (same < to.length && same < from.length && to[same] === from[same]) same++;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/') || '.';
}

function partsOf(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts;
}
