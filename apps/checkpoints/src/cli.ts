#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { runCheckpoints } from './run-checkpoints.js';

const SHOWN = 20;

const USAGE = `Usage: pnpm checkpoints [DIR…]

Reads every recorded checkpoint in the directories and compares it with what is known of it. Without a directory: those
of this repository.`;
const RECORDED = fileURLToPath(new URL('../recorded', import.meta.url));

const given = process.argv.slice(2);
if (given.includes('--help')) {
  console.log(USAGE);
} else {
  let passed = 0;
  const failures: { readonly id: string; readonly message: string }[] = [];
  for (const folder of given.length > 0 ? given : [RECORDED]) {
    const report = await runCheckpoints(folder);
    passed += report.passed;
    failures.push(...report.failures);
  }
  for (const { id, message } of failures.slice(0, SHOWN)) console.log(`${id}\n  ${message.replaceAll('\n', '\n  ')}`);
  if (failures.length > SHOWN) console.log(`… and ${failures.length - SHOWN} more`);
  console.log(`${passed} passed, ${failures.length} failed`);
  if (failures.length > 0) process.exitCode = 1;
}
