import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { WRITABLE_TENSORS, type Backend, type MakeWritableTensor } from '@varscope/spec';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { initializeWasm } from './initialize-wasm.js';

const GLOBAL_WORKER: unknown = Reflect.get(globalThis, 'Worker'); // none in Node
let backend: Backend;

beforeEach(async () => {
  backend = await initializeWasm({ threads: 2 });
});
afterEach(() => {
  backend.dispose();
});

describe('initializeWasm with threads', () => {
  it('starts as many as it is asked for', () => {
    expect(backend.capabilities).toMatchObject({ simd: true, threads: 2 });
  });

  it('leaves the globals as they are', () => {
    expect(Reflect.get(globalThis, 'Worker')).toBe(GLOBAL_WORKER);
  });

  it('multiplies and convolves as the cpu backend does', async () => {
    const compute = async (name: string): Promise<Float32Array> => {
      await tf.setBackend(name);
      const result = tf.tidy(() => {
        const product = tf.matMul(wave([96, 64]), wave([64, 128]));
        const convolved = tf.conv2d(wave<tf.Rank.R4>([2, 16, 16, 8]), wave<tf.Rank.R4>([3, 3, 8, 16]), 1, 'same');
        return tf.concat([tf.reshape(product, [-1]), tf.reshape(convolved, [-1])]);
      });
      const values = await result.data<'float32'>();
      result.dispose();
      return values;
    };
    const expected = await compute('cpu');
    const found = await compute('wasm');
    expect(found.length).toBe(expected.length);
    expect(Math.max(...expected.map((value, index) => Math.abs(value - (found[index] ?? Number.NaN))))).toBeLessThan(1e-4);
  });

  it('lets others write into the memory that its threads share', () => {
    const make = (tf.backend() as unknown as { [WRITABLE_TENSORS]: MakeWritableTensor })[WRITABLE_TENSORS];
    const large = make([8_000_000], 'float32'); // the memory grows
    const { tensor, values, memory } = make([4], 'float32');
    expect(memory.buffer).toBeInstanceOf(SharedArrayBuffer);
    values.set([1, 2, 3, 4]);
    const doubled = tf.mul(tensor, 2);
    expect(Array.from(doubled.dataSync())).toEqual([2, 4, 6, 8]);
    tf.dispose([large.tensor, tensor, doubled]);
  });

  it('starts anew, with another number of them, after being disposed', async () => {
    for (const threads of [1, 3, false, 2] as const) {
      backend.dispose();
      expect(tf.getBackend()).not.toBe('wasm');
      backend = await initializeWasm({ threads });
      expect(backend.capabilities.threads).toBe(threads === false ? 1 : threads);
      const x = tf.tidy(() => tf.square(tf.tensor1d([1, 2, 3])));
      expect(await x.data()).toEqual(Float32Array.of(1, 4, 9));
      x.dispose();
    }
  });

  it('keeps its threads when it is initialized again', async () => {
    const x = tf.tensor1d([1, 2, 3]);
    expect((await initializeWasm()).capabilities.threads).toBe(2);
    expect(await x.data()).toEqual(Float32Array.of(1, 2, 3));
    x.dispose();
  });

  it('starts no more than eight', async () => {
    backend.dispose();
    backend = await initializeWasm({ threads: 100 });
    expect(backend.capabilities.threads).toBe(8);
  });
});

/** A tensor of fixed numbers between -1 and 1. */
function wave<R extends tf.Rank = tf.Rank.R2>(shape: tf.ShapeMap[R]): tf.Tensor<R> {
  return tf.tensor(Float32Array.from({ length: tf.util.sizeFromShape(shape) }, (_, index) => Math.sin(index)), shape);
}
