#!/usr/bin/env node
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { formatReport } from './format-report.js';
import { listCaseFiles } from './list-case-files.js';
import { runCaseFile, type FileReport } from './run-case-file.js';
import { runOracle } from './run-oracle.js';
import { startBackend } from './start-backend.js';

const USAGE = `Usage: pnpm oracle regenerate [options] [DIR…]
       pnpm oracle fresh [options]

regenerate   has TensorFlow run the programs of the directories (default: the recorded cases of this repository)
             again, and writes its traces into them
fresh        has TensorFlow run new random programs and compares varscope with it

  --python PATH   a Python with tensorflow_cpu 2.21.0 (default: $ORACLE_PYTHON, else python3)
  --count N       fresh: how many programs, spread over the themes (default 2000)
  --seed N        fresh: the seed of the first program of every theme (default 1)
  --keep DIR      fresh: leave the programs and their traces in this folder
  --limit N       fresh: show the differences of at most N cases (default 20)
  --help          show this text
`;

const RECORDED = fileURLToPath(new URL('../cases', import.meta.url));

const THEMES = [
  'naming', 'reuse', 'inheritance', 'partitioning', 'custom-getters', 'collections', 'templates',
  'errors', 'reentry', 'locals', 'regularization', 'creators', 'mixed',
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: 'string', default: process.env['ORACLE_PYTHON'] ?? 'python3' },
    count: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string' },
    limit: { type: 'string', default: '20' },
    help: { type: 'boolean', default: false },
  },
});

const [command, ...paths] = positionals;
if (values.help || (command !== 'regenerate' && command !== 'fresh')) {
  process.stdout.write(USAGE);
  if (!values.help) process.exitCode = 1;
} else if (command === 'regenerate') {
  await regenerate(paths.length > 0 ? paths : [RECORDED]);
} else {
  await compareFresh();
}

async function regenerate(directories: readonly string[]): Promise<void> {
  const files = directories.flatMap(listCaseFiles);
  await runOracle(values.python, files.map((file) => ['--run', file]), ([, file]) => {
    process.stdout.write(`${file}: recorded\n`);
  });
}

async function compareFresh(): Promise<void> {
  await startBackend('cpu');
  const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'varscope-oracle-'));
  mkdirSync(folder, { recursive: true });
  try {
    const perTheme = String(Math.ceil(Number(values.count) / THEMES.length));
    const reports: FileReport[] = [];
    const runs = THEMES.map((theme) => [
      '--generate', perTheme, '--seed', values.seed, '--theme', theme, '--out', join(folder, `${theme}.json`),
    ]);
    await runOracle(values.python, runs, (parameters) => {
      const report = runCaseFile(String(parameters.at(-1)));
      reports.push(report);
      process.stdout.write(`${report.path}: ${report.passed} passed, ${report.failures.length} failed\n`);
    });
    process.stdout.write(`${formatReport(reports, Number(values.limit))}\n`);
    if (reports.some(({ failures }) => failures.length > 0)) process.exitCode = 1;
  } finally {
    if (values.keep === undefined) rmSync(folder, { recursive: true });
  }
}
