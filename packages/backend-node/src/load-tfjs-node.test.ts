import { BackendUnavailableError } from '@varscope/spec/errors';
import { expect, it, vi } from 'vitest';
import { initializeTensorflow } from './initialize-tensorflow.js';

vi.mock('@tensorflow/tfjs-node', () => {
  throw new Error('The Node.js native addon module (tfjs_binding.node) can not be found at path: /there.\nPlease run command …');
});

it('says what is missing, and what to do, where the addon is not there', async () => {
  const failure: unknown = await initializeTensorflow().catch((reason: unknown) => reason);
  expect(BackendUnavailableError.isInstance(failure)).toBe(true);
  expect(String(failure)).toContain('The backend tensorflow did not start: @tensorflow/tfjs-node cannot be loaded.');
  expect(String(failure)).toContain('npm rebuild @tensorflow/tfjs-node');
  expect((failure as Error).cause).toBeDefined();
});
