import { ready, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';

/** Makes tfjs's plain JavaScript backend the current one. */
export async function useCpu(): Promise<void> {
  await setBackend('cpu');
  await ready();
}
