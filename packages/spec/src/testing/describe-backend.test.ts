import * as tf from '@tensorflow/tfjs-core';
import { registerGradients } from '@varscope/gradients';
import { describe, expect, it, vi } from 'vitest';
import { startBackend } from '../adapter.js';
import type { Backend, InitializeBackend } from '../backend.js';
import { UnimplementedError } from '../errors/unimplemented-error.js';
import { describeBackend, type TestRunner } from './describe-backend.js';

/** An adapter as small as one can be. */
const initializeCpu: InitializeBackend<unknown> = async () => {
  await import('@tensorflow/tfjs-backend-cpu');
  registerGradients();
  return startBackend({ name: 'cpu', deviceNames: ['/device:CPU:0'], needs: 'nothing' });
};

describeBackend('cpu', initializeCpu, { describe, it });

/** The titles of the checks that a backend fails, which is that of the processor, changed. */
async function failed(change: (backend: Backend) => Partial<Backend>): Promise<string[]> {
  const checks = new Map<string, () => Promise<void>>();
  const runner: TestRunner = { describe: (_, body) => body(), it: (title, body) => checks.set(title, body) };
  describeBackend('changed', async () => {
    const backend = await initializeCpu();
    return { ...backend, ...change(backend) };
  }, runner);
  const titles: string[] = [];
  for (const [title, check] of checks) {
    try {
      await check();
    } catch (error) {
      expect(String(error)).toContain('The backend is not as it should be: ');
      titles.push(title);
    }
  }
  return titles;
}

describe('the checks of a backend', () => {
  it('find nothing in one that is right', async () => {
    expect(await failed(() => ({}))).toEqual([]);
  });

  it('complain of one that says something else than it does', async () => {
    expect(await failed(() => ({ deviceNames: ['/device:GPU:0'] }))).toEqual([
      'is the current backend, and says its name and the devices that it serves',
    ]);
    expect(await failed(({ capabilities }) => ({ capabilities: { ...capabilities, threads: 0, dtypes: [] } }))).toEqual(['says what it can do']);
    expect(await failed(() => ({ memory: () => ({ buffers: 1, allocatedBytes: 8 }) }))).toContain('tells what lies on it');
  });

  it('complain of one that finds no fault with itself', async () => {
    const selfTest: Backend['selfTest'] = () => Promise.resolve({ passed: true, tolerance: 1, ops: [], problems: [] });
    expect(await failed(() => ({ selfTest }))).toEqual([
      'computes what TensorFlow computes, forward and backward',
      'names the op whose kernel is missing or wrong',
      'leaves no tensor behind when it tests itself',
      'says that it was disposed of, where it or a tensor on it is used again',
    ]);
  });

  it('complain of one that reads zeros without waiting, and not of one that throws there', async () => {
    const zeros = vi.spyOn(tf.Tensor.prototype, 'dataSync').mockImplementation(() => new Float32Array(2000));
    expect(await failed(() => ({}))).toContain('reads without waiting what it computed, or throws');
    zeros.mockImplementation(() => { throw new UnimplementedError('It cannot.'); });
    expect(await failed(() => ({}))).not.toContain('reads without waiting what it computed, or throws');
    zeros.mockRestore();
  });

  it('complain of one that leaves a tensor behind', async () => {
    const kept: tf.Tensor[] = [];
    const titles = await failed(({ selfTest }) => ({
      selfTest: (options) => {
        kept.push(tf.keep(tf.scalar(1)));
        return selfTest(options);
      },
    }));
    tf.dispose(kept);
    expect(titles).toContain('leaves no tensor behind when it tests itself');
  });
});
