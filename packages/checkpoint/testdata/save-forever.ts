/** A program that saves all the time, and is killed: `node save-forever.mjs FOLDER`. See kill-saves.ts. */
import '@tensorflow/tfjs-backend-cpu';
import { writeSync } from 'node:fs';
import { Saver, latestCheckpoint, loadCheckpoint } from '@varscope/checkpoint';
import { fixedSizePartitioner } from '@varscope/partitioners';
import { getVariable } from '@varscope/scopes';
import { Graph, type PartitionedVariable } from '@varscope/store';

const [folder = '.', name = 'm', hasSteps = 'yes'] = process.argv.slice(2);

/** The step of the newest checkpoint; 0 without one. */
async function lastStep(): Promise<number> {
  const path = await latestCheckpoint(folder);
  if (path === null) return 0;
  const reader = await loadCheckpoint(path);
  const step = await reader.getValues('step');
  await reader.close();
  return Number(step[0]);
}

const start = await lastStep();
await new Graph({ initialization: 'deferred' }).run(async () => {
  const weights = getVariable('weights', [500]);
  const table = getVariable<PartitionedVariable>('table', [64, 8], { partitioner: fixedSizePartitioner(3) });
  const counter = getVariable('step', [], { dtype: 'int64' });
  const saver = new Saver([weights, table, counter], { maxToKeep: 2, saveRelativePaths: true });
  for (let step = start + 1; ; step++) {
    weights.assign(new Float32Array(500).fill(step));
    for (const part of table) part.assign(Array.from({ length: part.shape[0] }, () => new Float32Array(8).fill(step))); // it has two axes
    counter.assign(step);
    await saver.save(`${folder}/${name}`, { globalStep: hasSteps === 'yes' ? step : null });
    writeSync(1, `${step}\n`); // at once, so that the parent knows what was promised
  }
});
