/** A worker that saves all the time, and is terminated. See ../src/terminated-saves.browser.test.ts. */
import '@tensorflow/tfjs-backend-cpu';
import { indexedDbFiles, opfsFiles } from '@varscope/files';
import { saveSteps } from './save-steps.js';

/** What the worker is told. */
export interface WorkerTask {
  readonly system: 'opfs' | 'indexed-db';
  /** A folder in the one, a database in the other. */
  readonly place: string;
  readonly hasSteps: boolean;
}

self.onmessage = ({ data }: MessageEvent<WorkerTask>) => {
  const files = data.system === 'opfs' ? opfsFiles() : indexedDbFiles(data.place);
  void saveSteps({ files, folder: data.place, hasSteps: data.hasSteps }, (step) => self.postMessage(step)).catch((error: unknown) => {
    self.postMessage(String(error));
  });
};
