import { indexedDbFiles, opfsFiles } from '@varscope/files';
import type { FileSystem } from '@varscope/spec';
import { describe, expect, it } from 'vitest';
import type { WorkerTask } from '../testdata/save-in-worker.js';
import { findProblem } from '../testdata/save-steps.js';

const KILLS = 6;
const LONGEST_MILLISECONDS = 60;

/** Has a worker save, ends it a random time after its first save, and gives the last step that it said it had saved. */
async function terminateOne(task: WorkerTask): Promise<number> {
  const worker = new Worker(new URL('../testdata/save-in-worker.ts', import.meta.url), { type: 'module' });
  const wait = Math.random() * LONGEST_MILLISECONDS;
  return await new Promise((resolve, reject) => {
    let promised = 0;
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }: MessageEvent<number | string>) => {
      if (typeof data === 'string') reject(new Error(data));
      else if (promised === 0) {
        setTimeout(() => {
          worker.terminate();
          resolve(promised);
        }, wait);
      }
      promised = Number(data);
    };
    worker.postMessage(task);
  });
}

const SYSTEMS: readonly [WorkerTask['system'], (place: string) => FileSystem][] = [
  ['opfs', () => opfsFiles()],
  ['indexed-db', (place) => indexedDbFiles(place)],
];

describe('leaves the newest checkpoint that it promised, whole, when a worker is terminated in the middle of saving', () => {
  for (const [system, open] of SYSTEMS) {
    for (const hasSteps of [true, false]) {
      it(`into ${system}, ${hasSteps ? 'under a path for every step' : 'over the checkpoint before'}`, async () => {
        const place = crypto.randomUUID();
        let newest = 0;
        for (let kill = 0; kill < KILLS; kill++) {
          newest = Math.max(newest, await terminateOne({ system, place, hasSteps }));
          expect(await findProblem(open(place), place, newest)).toBeNull();
        }
        expect(newest).toBeGreaterThanOrEqual(KILLS);
      });
    }
  }
});
