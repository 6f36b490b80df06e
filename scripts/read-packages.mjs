import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * A package of the workspace that is published.
 *
 * @typedef {object} PublicPackage
 * @property {string} name
 * @property {URL} folder with a final slash
 * @property {Record<string, any>} manifest its package.json
 */

/** @returns {PublicPackage[]} the packages under packages/ that are published, by folder name */
export function readPackages() {
  const root = new URL('../packages/', import.meta.url);
  return readdirSync(root)
    .sort()
    .map((name) => new URL(`${name}/`, root))
    .filter((folder) => existsSync(new URL('package.json', folder)))
    .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) }))
    .filter(({ manifest }) => manifest.private !== true)
    .map(({ folder, manifest }) => ({ name: manifest.name, folder, manifest }));
}
