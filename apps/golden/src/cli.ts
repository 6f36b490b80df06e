#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import '@tensorflow/tfjs-backend-cpu';
import { enableProdMode, setBackend } from '@tensorflow/tfjs-core';
import { runGolden } from './run-golden.js';

const SHOWN = 20;

const USAGE = `Usage: pnpm golden [DIR…]

Compares every recorded value in the directories (or files) with what the packages give. Without a directory: those of
this repository.`;
const RECORDED = fileURLToPath(new URL('../recorded', import.meta.url));

const given = process.argv.slice(2);
if (given.includes('--help')) {
  console.log(USAGE);
} else {
  enableProdMode(); // the cpu backend recommends another one otherwise
  await setBackend('cpu');
  const reports = (given.length > 0 ? given : [RECORDED]).map(runGolden);
  const failures = reports.flatMap((report) => report.failures);
  for (const { id, message } of failures.slice(0, SHOWN)) console.log(`${id}\n  ${message.replaceAll('\n', '\n  ')}`);
  if (failures.length > SHOWN) console.log(`… and ${failures.length - SHOWN} more`);
  console.log(`${reports.reduce((sum, report) => sum + report.passed, 0)} passed, ${failures.length} failed`);
  if (failures.length > 0) process.exitCode = 1;
}
