#!/usr/bin/env node
import { createProgressBar } from './create-progress-bar.js';
import { runVarscope } from './run-varscope.js';

const { stdout, stderr } = process;
stdout.on('error', () => process.exit()); // whoever reads it, such as `head`, has seen enough

const interruption = new AbortController();
process.once('SIGINT', () => interruption.abort());
process.once('SIGTERM', () => interruption.abort());

process.exitCode = await runVarscope(process.argv.slice(2), {
  print: (text) => stdout.write(text),
  printError: (text) => stderr.write(text),
  columns: stdout.isTTY ? stdout.columns : Number(process.env['COLUMNS'] ?? Infinity),
  hasColors: stdout.isTTY && stdout.hasColors() && process.env['NO_COLOR'] === undefined,
  startBar: stderr.isTTY ? (title, total) => createProgressBar(stderr, title, total) : null,
  signal: interruption.signal,
});
