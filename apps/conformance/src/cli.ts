#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { formatReport } from './format-report.js';
import { runDirectory } from './run-directory.js';
import { startBackend } from './start-backend.js';

const USAGE = `Usage: pnpm conformance [options] [DIR…]

Runs every case of the directories (or files) through the public API of varscope and compares what it did with what
TensorFlow did. Without a directory: the recorded cases of this repository.

  --backend NAME  the tfjs backend: cpu (default) or wasm
  --limit N       show the differences of at most N cases (default 20)
  --help          show this text
`;

const RECORDED = fileURLToPath(new URL('../cases', import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    backend: { type: 'string', default: 'cpu' },
    limit: { type: 'string', default: '20' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  process.stdout.write(USAGE);
} else {
  await startBackend(values.backend);
  const paths = positionals.length > 0 ? positionals : [RECORDED];
  const reports = paths.flatMap(runDirectory);
  process.stdout.write(`${formatReport(reports, Number(values.limit))}\n`);
  if (reports.some(({ failures }) => failures.length > 0)) process.exitCode = 1;
}
