// Every package that changed since its last release has a changeset that says what changed for its users.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createChecks } from './create-checks.mjs';
import { readPackages } from './read-packages.mjs';

const FOLDER = new URL('../.changeset/', import.meta.url);
const CHANGESET = /^---\n(.*?)\n---\n+(.*)$/s;
const BUMP = /^["'](.+)["']: (?:patch|minor|major)$/;
const SUMMARY = /^(Add|Change|Fix|Remove) .+/;

/** @type {Set<string>} */
const mentioned = new Set();
const packages = readPackages();
const checks = createChecks();
for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.md') && name !== 'README.md')) {
  await checks.run(file, () => readChangeset(file));
}
for (const { name, folder } of packages) {
  await checks.run(`${name} has a changeset, or has not changed`, () => {
    if (hasChanged(fileURLToPath(folder)) && !mentioned.has(name)) throw new Error('it changed: run `pnpm changeset`');
  });
}
checks.finish();

/** @param {string} file */
function readChangeset(file) {
  const [, header, summary] = CHANGESET.exec(readFileSync(new URL(file, FOLDER), 'utf8')) ?? [];
  if (header === undefined || summary === undefined) throw new Error('it has no header between lines of ---');
  if (!SUMMARY.test(summary)) throw new Error('it starts with none of Add, Change, Fix, Remove');
  for (const line of header.split('\n')) {
    const name = BUMP.exec(line)?.[1];
    if (!packages.some((known) => known.name === name)) throw new Error(`it names no package of ours: ${line}`);
    mentioned.add(String(name));
  }
}

/**
 * Whether commits touched a package after the one that released it, which wrote its CHANGELOG.md.
 *
 * @param {string} folder
 */
function hasChanged(folder) {
  const released = git('log', '-1', '--format=%H', '--', `${folder}CHANGELOG.md`);
  return git('log', '-1', '--format=%H', '--', folder) !== released;
}

/** @param {string[]} parameters */
function git(...parameters) {
  return execFileSync('git', parameters, { encoding: 'utf8', cwd: FOLDER }).trim();
}
