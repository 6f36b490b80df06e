import { BackendUnavailableError } from '@varscope/spec/errors';
import { expect, it } from 'vitest';
import { initializeWebgl } from './initialize-webgl.js';

it('says that it needs a browser where there is none', async () => {
  const failure: unknown = await initializeWebgl().catch((reason: unknown) => reason);
  expect(BackendUnavailableError.isInstance(failure)).toBe(true);
  expect(String(failure)).toContain('a browser with WebGL');
});
