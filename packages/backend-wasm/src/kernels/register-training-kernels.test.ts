import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '@varscope/spec';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { initializeWasm } from '../initialize-wasm.js';
import { makeTensor } from './make-tensor.js';
import { registerTrainingKernels } from './register-training-kernels.js';
import { wave, weightedGradients } from '../../testdata/compare-with-cpu.js';
import { memoryOf, type WasmBackend } from './wasm-backend.js';
import { withScratch } from './with-scratch.js';

let backend: Backend;
beforeEach(async () => {
  backend = await initializeWasm();
});
afterEach(() => {
  backend.dispose();
});

/** What the adapter has started. */
function running(): WasmBackend {
  return tf.backend() as WasmBackend;
}

function differentiate(): Float32Array {
  return tf.tidy(() => {
    const op = (x: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor => tf.maxPool(tf.conv2d(x, filter, 1, 'same'), 2, 2, 'same');
    return weightedGradients(op, [wave<tf.Tensor4D>([4, 20, 20, 3], 1), wave<tf.Tensor4D>([3, 3, 3, 8], 2)])[1]!.dataSync<'float32'>();
  });
}

describe('registerTrainingKernels', () => {
  it('changes every kernel once', () => {
    const kernels = tf.getKernelsForBackend('wasm');
    registerTrainingKernels();
    expect(tf.getKernelsForBackend('wasm')).toEqual(kernels);
    kernels.forEach((kernel) => expect(tf.getKernel(kernel.kernelName, 'wasm')).toBe(kernel));
  });

  it('does nothing in a second copy of the package', async () => {
    const kernels = tf.getKernelsForBackend('wasm');
    vi.resetModules();
    const copy = await import('./register-training-kernels.js');
    expect(copy.registerTrainingKernels).not.toBe(registerTrainingKernels);
    copy.registerTrainingKernels();
    kernels.forEach((kernel) => expect(tf.getKernel(kernel.kernelName, 'wasm')).toBe(kernel));
  });

  it('serves a backend that is started after another one was disposed', async () => {
    const before = differentiate();
    const first = memoryOf(running());
    backend.dispose();
    backend = await initializeWasm();
    expect(memoryOf(running())).not.toBe(first);
    expect(differentiate()).toEqual(before);
  });
});

describe('the kernels', () => {
  it('need no more memory the hundredth time than the second', () => {
    differentiate();
    differentiate();
    const { byteLength } = memoryOf(running()).buffer;
    const { numTensors, numBytes } = tf.memory();
    const numDataIds = running().numDataIds();
    for (let i = 0; i < 100; ++i) differentiate();
    expect(memoryOf(running()).buffer.byteLength).toBe(byteLength);
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
    expect(running().numDataIds()).toBe(numDataIds);
  });

  it('free what they have allocated when something throws', () => {
    const before = running().numDataIds();
    const fail = (): never => {
      throw new Error('no');
    };
    expect(() => withScratch(running(), 10, fail)).toThrow('no');
    expect(() => makeTensor(running(), [10], 'float32', fail)).toThrow('no');
    expect(running().numDataIds()).toBe(before);
  });
});
