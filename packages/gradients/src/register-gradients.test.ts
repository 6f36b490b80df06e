import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, expect, it } from 'vitest';
import { gradientConfigurations } from '#gradient-configurations';
import { registerGradients } from './register-gradients.js';

afterEach(() => {
  for (const { kernelName } of gradientConfigurations) {
    if (tf.getGradient(kernelName) !== undefined) tf.unregisterGradient(kernelName);
  }
});

it('registers nothing when it is imported', () => {
  expect(tf.getGradient('Square')).toBeUndefined();
});

it('registers the gradient of every kernel that has one in tfjs', () => {
  registerGradients();
  expect(gradientConfigurations.length).toBeGreaterThan(100);
  expect(new Set(gradientConfigurations.map(({ kernelName }) => kernelName)).size).toBe(gradientConfigurations.length);
  for (const { kernelName } of gradientConfigurations) expect(tf.getGradient(kernelName)?.kernelName).toBe(kernelName);
});

it('makes the gradients of a network with a convolution and an embedding', () => {
  registerGradients();
  const slopes = tf.tidy(() => {
    const network = (image: tf.Tensor, table: tf.Tensor): tf.Tensor => {
      const features = tf.relu(tf.conv2d(image as tf.Tensor4D, tf.ones([2, 2, 1, 3]), 1, 'valid')); // as below
      return tf.add(tf.mean(features), tf.sum(tf.gather(table, tf.tensor1d([1, 1], 'int32'))));
    };
    return tf.grads(network)([tf.ones([1, 3, 3, 1]), tf.zeros([2, 2])]).map((gradient) => Array.from(gradient.dataSync()));
  });
  expect(slopes[0]).toEqual([0.25, 0.5, 0.25, 0.5, 1, 0.5, 0.25, 0.5, 0.25]);
  expect(slopes[1]).toEqual([0, 0, 2, 2]);
});

it('leaves a gradient of one\'s own as it is, also when called twice', () => {
  const own: tf.GradConfig = { kernelName: 'Square', gradFunc: (dy) => ({ x: () => tf.mul(dy as tf.Tensor, 7) }) };
  tf.registerGradient(own);
  registerGradients();
  registerGradients();
  expect(tf.getGradient('Square')).toBe(own);
  expect(tf.getGradient('Exp')).toBeDefined();
});

it('replaces what is wrong in tfjs also where the program has a gradient that tfjs lacks', () => {
  const own: tf.GradConfig = { kernelName: 'Einsum', gradFunc: () => ({}) };
  tf.unregisterGradient('varscope.gradients'); // as before the first call
  if (tf.getGradient('Einsum') !== undefined) tf.unregisterGradient('Einsum');
  tf.registerGradient(own);
  registerGradients();
  expect(tf.getGradient('Einsum')).toBe(own);
  expect(tf.tidy(() => tf.grad((x) => tf.abs(x))(tf.scalar(0)).arraySync())).toBe(0);
  tf.unregisterGradient('Einsum');
});

it('replaces gradients of tfjs that are not TensorFlow\'s, once', () => {
  const wrong: tf.GradConfig = { kernelName: 'Abs', gradFunc: (dy) => ({ x: () => tf.neg(dy as tf.Tensor) }) };
  tf.registerGradient(wrong);
  tf.unregisterGradient('varscope.gradients'); // as before the first call
  registerGradients();
  const slope = tf.tidy(() => Array.from(tf.grad((x) => tf.abs(x))(tf.tensor1d([-2, 0, 3]) as tf.Tensor).dataSync()));
  expect(slope).toEqual([-1, 0, 1]);
  tf.registerGradient(wrong);
  registerGradients();
  expect(tf.getGradient('Abs')).toBe(wrong);
});
