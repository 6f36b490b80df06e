import * as tf from '@tensorflow/tfjs-core';
import { afterEach, expect, it } from 'vitest';
import { initializeWebgl } from './initialize-webgl.js';

afterEach(() => {
  tf.env().reset();
});

it('serves the graphics processor, and says what a texture can hold', async () => {
  const backend = await initializeWebgl();
  expect(backend.deviceNames).toEqual(['/device:GPU:0']);
  const { maxTextureSide, maxBufferBytes, floatPrecision, threads } = backend.capabilities;
  expect(maxTextureSide).toBeGreaterThanOrEqual(2048); // what WebGL 2 promises
  expect(maxBufferBytes).toBe(maxTextureSide! ** 2 * 4);
  expect([floatPrecision, threads]).toEqual([32, 1]);
  backend.dispose();
});

it('says where floats have 16 bits, and tests itself accordingly', async () => {
  tf.env().set('WEBGL_FORCE_F16_TEXTURES', true);
  tf.env().set('WEBGL_RENDER_FLOAT32_ENABLED', false);
  const backend = await initializeWebgl();
  expect(backend.capabilities.floatPrecision).toBe(16);
  const report = await backend.selfTest({ ops: ['matMul', 'conv2d', 'softmax', 'losses.softmaxCrossEntropy'] });
  expect(report.tolerance).toBeGreaterThan(1e-3);
  expect(report.problems).toEqual([]);
  expect(Math.max(...report.ops.map(({ forward }) => forward.error!))).toBeGreaterThan(1e-5);
  backend.dispose();
});

it('says that it was disposed of, where host copies are to be made', async () => {
  const backend = await initializeWebgl();
  const variable = tf.tidy(() => tf.variable(tf.neg(tf.ones([5000]))));
  backend.dispose();
  await expect(backend.synchronizeHostCopies()).rejects.toMatchObject({ code: 'backend-unavailable' });
  variable.dispose();
});
