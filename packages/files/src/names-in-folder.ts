/** Of all paths, the names of the files that lie in `folder` itself, sorted. The folder `''` has the paths without `/`. */
export function namesInFolder(paths: Iterable<string>, folder: string): string[] {
  const start = folder === '' || folder.endsWith('/') ? folder : `${folder}/`;
  const names: string[] = [];
  for (const path of paths) {
    const name = path.slice(start.length);
    if (path.startsWith(start) && name !== '' && !name.includes('/')) names.push(name);
  }
  return names.sort();
}
