import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '@varscope/spec';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { initializeWasm } from './initialize-wasm.js';

let backend: Backend;

beforeEach(async () => {
  backend = await initializeWasm();
});
afterEach(() => {
  backend.dispose();
});

describe('initializeWasm', () => {
  it('makes wasm the current backend', () => {
    expect(tf.getBackend()).toBe('wasm');
    expect(backend.name).toBe('wasm');
    expect(backend.deviceNames).toEqual(['/device:CPU:0']);
  });

  it('runs on SIMD and says so', () => {
    expect(backend.capabilities.simd).toBe(true);
    expect(backend.capabilities.threads).toBeGreaterThanOrEqual(1);
  });

  it('keeps the running backend, and the tensors on it, when called again', async () => {
    const x = tf.tensor1d([1, 2, 3]);
    const again = await initializeWasm();
    expect(again.capabilities).toEqual(backend.capabilities);
    expect(await x.data()).toEqual(Float32Array.of(1, 2, 3));
    x.dispose();
  });

  it('starts once when it is called twice at once', async () => {
    backend.dispose();
    const [, second] = await Promise.all([initializeWasm(), initializeWasm({ threads: false })]);
    expect(tf.getBackend()).toBe('wasm');
    backend = second;
  });

  it('starts anew after being disposed', async () => {
    backend.dispose();
    expect(tf.getBackend()).not.toBe('wasm');
    await initializeWasm();
    const x = tf.tensor1d([1, 2, 3]);
    expect(await x.data()).toEqual(Float32Array.of(1, 2, 3));
    x.dispose();
  });

  it('agrees with the cpu backend on the values and the gradients of a dense network', async () => {
    const onWasm = await runDenseNetwork();
    await tf.setBackend('cpu');
    const onCpu = await runDenseNetwork();
    expect(onWasm.map((values) => values.length)).toEqual([12, 1, 35, 7, 21, 3]);
    for (const [position, expected] of onCpu.entries()) {
      expect(largestDifference(onWasm[position], expected)).toBeLessThan(1e-6);
      expect(expected.some((value) => value !== 0)).toBe(true);
    }
    await tf.setBackend('wasm');
  });
});

/** Logits, loss, and the gradients of two kernels and two biases, on the current backend. */
async function runDenseNetwork(): Promise<Float32Array[]> {
  const results = tf.tidy(() => {
    const x = wave([4, 5], 0);
    const labels = tf.oneHot(tf.tensor1d([0, 1, 2, 0], 'int32'), 3);
    const weights = [wave([5, 7], 1), wave([7], 2), wave([7, 3], 3), wave([3], 4)];
    const network = ([kernel1, bias1, kernel2, bias2]: readonly tf.Tensor[]): tf.Tensor => {
      const hidden = tf.relu(tf.add(tf.matMul(x, kernel1 as tf.Tensor), bias1 as tf.Tensor)); // four weights, as above
      return tf.add(tf.matMul(hidden, kernel2 as tf.Tensor), bias2 as tf.Tensor);
    };
    const loss = (...current: tf.Tensor[]): tf.Scalar => tf.losses.softmaxCrossEntropy(labels, network(current));
    const { value, grads } = tf.valueAndGrads(loss)(weights);
    return [network(weights), value, ...grads];
  });
  const values = await Promise.all(results.map((tensor) => tensor.data<'float32'>()));
  tf.dispose(results);
  return values;
}

/** A tensor of fixed numbers between -1 and 1. */
function wave(shape: number[], phase: number): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(Float32Array.from({ length: size }, (_, index) => Math.sin(index + phase)), shape);
}

function largestDifference(found: Float32Array | undefined, expected: Float32Array): number {
  return Math.max(...expected.map((value, index) => Math.abs(value - (found?.[index] ?? Number.NaN))));
}
