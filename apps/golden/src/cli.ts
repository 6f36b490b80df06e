#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import '@tensorflow/tfjs-backend-cpu';
import { enableProdMode, setBackend } from '@tensorflow/tfjs-core';
import { runCommand } from '@varscope/recorded-cases';
import { readGoldenFile } from './read-golden-file.js';

enableProdMode(); // the cpu backend recommends another one otherwise
await setBackend('cpu');
await runCommand({
  usage: `Usage: pnpm golden [DIR…]

Compares every recorded value in the directories (or files) with what the packages give. Without a directory: those of
this repository.`,
  recorded: fileURLToPath(new URL('../recorded', import.meta.url)),
  readCases: readGoldenFile,
});
