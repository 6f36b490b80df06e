import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from '@varscope/spec';
import { BackendUnavailableError } from '@varscope/spec/errors';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { initializeWebgpu } from './initialize-webgpu.js';

let backend: Backend;

beforeEach(async () => {
  backend = await initializeWebgpu();
});
afterEach(() => {
  vi.restoreAllMocks();
  backend.dispose();
});

/** The device that the backend runs on. */
function device(): GPUDevice {
  return (tf.engine().registry['webgpu'] as WebGPUBackend).device;
}

/** A tensor that was computed on the device and is nowhere else. */
function computed(): tf.Tensor {
  return tf.tidy(() => tf.neg(tf.ones([2000])));
}

describe('initializeWebgpu', () => {
  it('serves a graphics processor, and says how large a tensor may be', () => {
    expect(backend.deviceNames).toEqual(['/device:GPU:0']);
    const { maxBufferSize, maxStorageBufferBindingSize } = device().limits;
    expect(backend.capabilities.maxBufferBytes).toBe(Math.min(maxBufferSize, maxStorageBufferBindingSize));
    expect(backend.capabilities).toMatchObject({ simd: false, threads: 1, maxTextureSide: null });
  });

  it('tells how much memory it has taken', () => {
    const before = backend.memory();
    const tensor = computed();
    expect(backend.memory().allocatedBytes).toBeGreaterThanOrEqual((before.allocatedBytes ?? Number.NaN) + 8000);
    tensor.dispose();
  });

  it('gives the device back when it is disposed', async () => {
    const { lost } = device();
    backend.dispose();
    expect((await lost).reason).toBe('destroyed');
  });
});

describe('the webgpu backend, when it is read without waiting', () => {
  it('gives what it computed', () => {
    const length = 70_000; // more than a canvas holds
    const values = Float32Array.from({ length }, (_, index) => Math.sin(index) * 2 ** (index % 200 - 100));
    const tensor = tf.tidy(() => tf.neg(tf.tensor1d(values)));
    expect(tensor.dataSync()).toEqual(values.map((value) => -value));
    tensor.dispose();
  });

  it.each<[string, () => ImageData]>([
    ['zeros', () => new ImageData(256, 256)],
    ['one colour that is wrong', () => new ImageData(new Uint8ClampedArray(256 * 256 * 4).fill(1), 256)],
    ['an error', () => { throw new DOMException('refused', 'SecurityError'); }],
  ])('throws where the browser would give %s', async (_, getImageData) => {
    const { prototype } = OffscreenCanvasRenderingContext2D;
    const getting = vi.spyOn(prototype, 'getImageData').mockImplementation(getImageData);
    backend = await initializeWebgpu();
    expect(getting).not.toHaveBeenCalled();
    const tensor = computed();
    const complex = tf.tidy(() => tf.complex(tensor, tensor));
    for (const attempt of [(): unknown => tensor.dataSync(), (): unknown => tensor.arraySync(), (): unknown => complex.dataSync()]) {
      expect(attempt).toThrow(expect.objectContaining({ code: 'unimplemented', message: expect.stringContaining('await tensor.data()') as string }));
    }
    expect((await complex.data()).subarray(0, 2)).toEqual(Float32Array.of(-1, -1));
    expect((await tensor.data())[0]).toBe(-1);
    expect(tensor.dataSync()[0]).toBe(-1); // in the memory of the processor now
    tf.dispose([tensor, complex]);
  });
});

describe('the webgpu backend, when its device is lost', () => {
  it('throws where it would compute or read', async () => {
    const [tensor, read] = [computed(), computed()];
    await read.data(); // also in the memory of the processor from here on
    const { lost } = device();
    device().destroy();
    await lost;
    for (const attempt of [(): unknown => tf.neg(tensor), (): unknown => tensor.dataSync()]) {
      expect(attempt).toThrow(expect.objectContaining({ code: 'backend-unavailable' }));
    }
    const failure = await tensor.data().catch((reason: unknown) => reason);
    expect(BackendUnavailableError.isInstance(failure)).toBe(true);
    expect(String(failure)).toContain('initializeWebgpu');
    expect((await read.data())[0]).toBe(-1);
    tf.dispose([tensor, read]);
  });

  it('rejects a read that is under way', async () => {
    const tensor = computed();
    const failure = tensor.data().catch((reason: unknown) => reason);
    device().destroy();
    expect(BackendUnavailableError.isInstance(await failure)).toBe(true);
    tensor.dispose();
  });

  it('starts anew when it is initialized', async () => {
    const lostDevice = device();
    lostDevice.destroy();
    await lostDevice.lost;
    backend = await initializeWebgpu({ powerPreference: 'low-power' });
    expect(device()).not.toBe(lostDevice);
    const tensor = computed();
    expect((await tensor.data())[0]).toBe(-1);
    tensor.dispose();
  });
});
