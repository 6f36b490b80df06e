#!/usr/bin/env node
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
  progress: stderr.isTTY ? stderr : null,
  signal: interruption.signal,
});
