import { execFileSync } from 'node:child_process';

/**
 * Packs every public package as it would be published.
 *
 * @param {string} folder where the tarballs go
 * @param {import('../read-packages.mjs').PublicPackage[]} packages
 * @returns {Map<string, string>} the path of the tarball of each package, by its name
 */
export function packPackages(folder, packages) {
  execFileSync('pnpm', ['--recursive', '--filter', './packages/*', 'pack', '--pack-destination', folder]);
  return new Map(packages.map(({ name, manifest }) => [name, `${folder}/${fileName(name)}-${manifest.version}.tgz`]));
}

/** @param {string} name */
function fileName(name) {
  return name.replace('@', '').replace('/', '-');
}
