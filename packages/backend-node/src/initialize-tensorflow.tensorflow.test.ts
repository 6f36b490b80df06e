import util from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';
import { initializeTensorflow } from './initialize-tensorflow.js';

describe('initializeTensorflow', () => {
  const level = process.env['TF_CPP_MIN_LOG_LEVEL'];
  afterEach(() => {
    process.env['TF_CPP_MIN_LOG_LEVEL'] = level;
  });

  it('runs on all processors', async () => {
    const backend = await initializeTensorflow();
    expect(backend.capabilities).toMatchObject({ simd: true, floatPrecision: 32, maxTextureSide: null, maxBufferBytes: null });
    expect(backend.capabilities.dtypes).toEqual(['float32', 'int32', 'bool', 'string', 'complex64']);
    expect(backend.capabilities.threads).toBeGreaterThanOrEqual(1);
    backend.dispose();
  });

  it('gives tfjs-node the functions that newer versions of Node no longer have', async () => {
    const backend = await initializeTensorflow();
    const { isNullOrUndefined } = util as unknown as { isNullOrUndefined(value: unknown): boolean };
    expect([null, undefined, 0].map((value) => isNullOrUndefined(value))).toEqual([true, true, false]);
    // Ops that call them.
    const result = tf.tidy(() => tf.slice(tf.tensor2d([[1, 2], [3, 4]]), [0, 1]).dataSync());
    expect(Array.from(result)).toEqual([2, 4]);
    backend.dispose();
  });

  it('tells TensorFlow which messages to write', async () => {
    delete process.env['TF_CPP_MIN_LOG_LEVEL'];
    (await initializeTensorflow()).dispose();
    expect(process.env['TF_CPP_MIN_LOG_LEVEL']).toBe('2');
    (await initializeTensorflow({ logLevel: 3 })).dispose();
    expect(process.env['TF_CPP_MIN_LOG_LEVEL']).toBe('3');
  });
});
