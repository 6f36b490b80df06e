#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { runCommand } from '@varscope/recorded-cases';
import { readCheckpointFile } from './read-checkpoint-file.js';

await runCommand({
  usage: `Usage: pnpm checkpoints [DIR…]

Reads every recorded checkpoint in the directories and compares it with what is known of it. Without a directory: those
of this repository.`,
  recorded: fileURLToPath(new URL('../recorded', import.meta.url)),
  readCases: readCheckpointFile,
});
