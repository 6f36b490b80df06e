/** A page that saves all the time, and is killed. See kill-pages.ts. */
import '@tensorflow/tfjs-backend-cpu';
import { indexedDbFiles, opfsFiles } from '@varscope/files';
import type { FileSystem } from '@varscope/spec';
import type { WorkerTask } from './save-in-worker.js';
import { findProblem, saveSteps } from './save-steps.js';

/** What the page can be asked for. */
export interface SavingPage {
  findProblem(task: WorkerTask, promised: number): Promise<string | null>;
  save(task: WorkerTask, onSaved: (step: number) => void): Promise<never>;
}

function filesOf({ system, place }: WorkerTask): FileSystem {
  return system === 'opfs' ? opfsFiles() : indexedDbFiles(place);
}

const page: SavingPage = {
  findProblem: (task, promised) => findProblem(filesOf(task), task.place, promised),
  save: (task, onSaved) => saveSteps({ files: filesOf(task), folder: task.place, hasSteps: task.hasSteps }, onSaved),
};
Object.assign(globalThis, { savingPage: page });
