#!/usr/bin/env node
import '@tensorflow/tfjs-backend-cpu';
import { enableProdMode, setBackend } from '@tensorflow/tfjs-core';
import { runGolden } from './run-golden.js';

const SHOWN = 20;

const paths = process.argv.slice(2);
if (paths.length === 0 || paths.includes('--help')) {
  console.log(
    'Usage: pnpm golden DIR…\n\nRuns every recorded value in the directories (or files) and compares it with what the packages give.',
  );
  process.exitCode = paths.length === 0 ? 2 : 0;
} else {
  enableProdMode(); // the cpu backend recommends another one otherwise
  await setBackend('cpu');
  const reports = paths.map(runGolden);
  const failures = reports.flatMap((report) => report.failures);
  for (const { id, message } of failures.slice(0, SHOWN)) console.log(`${id}\n  ${message.replaceAll('\n', '\n  ')}`);
  if (failures.length > SHOWN) console.log(`… and ${failures.length - SHOWN} more`);
  console.log(`${reports.reduce((sum, report) => sum + report.passed, 0)} passed, ${failures.length} failed`);
  if (failures.length > 0) process.exitCode = 1;
}
