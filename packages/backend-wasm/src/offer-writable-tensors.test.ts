import * as tf from '@tensorflow/tfjs-core';
import { numElements, WRITABLE_TENSORS, type Backend, type MakeWritableTensor } from '@varscope/spec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initializeWasm } from './initialize-wasm.js';

let backend: Backend;

beforeAll(async () => {
  backend = await initializeWasm();
});
afterAll(() => {
  backend.dispose();
});

/** What the adapter offers. */
function make(...parameters: Parameters<MakeWritableTensor>): ReturnType<MakeWritableTensor> {
  return (tf.backend() as unknown as { [WRITABLE_TENSORS]: MakeWritableTensor })[WRITABLE_TENSORS](...parameters);
}

describe('the tensors that the wasm backend lets others write', () => {
  it('have the values that are written into their memory', () => {
    const { tensor, values, memory } = make([2, 3], 'float32');
    expect(values.buffer).toBe(memory.buffer);
    values.set([1, 2, 3, 4, 5, 6]);
    expect(Array.from(tensor.dataSync())).toEqual([1, 2, 3, 4, 5, 6]);
    const doubled = tf.mul(tensor, 2);
    expect(Array.from(doubled.dataSync())).toEqual([2, 4, 6, 8, 10, 12]);
    tf.dispose([tensor, doubled]);
  });

  it('may hold integers, one element or none', () => {
    for (const shape of [[], [0, 4], [5]]) {
      const { tensor, values } = make(shape, 'int32');
      expect(values).toBeInstanceOf(Int32Array);
      expect(values.length).toBe(numElements(shape));
      values.fill(7);
      expect(Array.from(tensor.dataSync())).toEqual(new Array(numElements(shape)).fill(7));
      tensor.dispose();
    }
  });

  it('lie in the memory as it is after it has grown', () => {
    const before = make([4], 'float32');
    const large = make([8_000_000], 'float32');
    const after = make([4], 'float32');
    after.values.fill(3);
    expect(after.memory.buffer).toBe(large.memory.buffer);
    expect(Array.from(after.tensor.dataSync())).toEqual([3, 3, 3, 3]);
    tf.dispose([before.tensor, large.tensor, after.tensor]);
  });

  it('are counted and freed as any tensor', () => {
    const { numTensors, numBytes } = tf.memory();
    const { tensor } = make([10], 'float32');
    expect(tf.memory().numTensors).toBe(numTensors + 1);
    expect(tf.memory().numBytes).toBe(numBytes + 40);
    tensor.dispose();
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
  });
});
