/** A program that saves all the time, and is killed: `node save-forever.mjs FOLDER yes|no`. See kill-saves.ts. */
import '@tensorflow/tfjs-backend-cpu';
import { writeSync } from 'node:fs';
import { nodeFiles } from '@varscope/files';
import { saveSteps } from './save-steps.js';

const [folder = '.', hasSteps = 'yes'] = process.argv.slice(2);
await saveSteps({ files: nodeFiles(), folder, hasSteps: hasSteps === 'yes' }, (step) => {
  writeSync(1, `${step}\n`); // at once, so that the parent knows what was promised
});
