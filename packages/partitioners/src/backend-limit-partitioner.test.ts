import type { Backend, DType } from '@varscope/spec';
import { InvalidArgumentError, ShapeNotFullyDefinedError } from '@varscope/spec/errors';
import { describe, expect, it } from 'vitest';
import { backendLimitPartitioner } from './backend-limit-partitioner.js';

const buffer = (maxBufferBytes: number): { maxTextureSide: null; maxBufferBytes: number } => ({ maxTextureSide: null, maxBufferBytes });

describe('backendLimitPartitioner', () => {
  it('leaves whole what fits', () => {
    expect(backendLimitPartitioner(buffer(4 * 12))([3, 4], 'float32')).toEqual([1, 1]);
    expect(backendLimitPartitioner({ maxTextureSide: null, maxBufferBytes: null })([1e6, 1e6], 'float32')).toEqual([1, 1]);
    expect(backendLimitPartitioner(buffer(4))([], 'float32')).toEqual([]);
    expect(backendLimitPartitioner(buffer(4))([0, 8], 'float32')).toEqual([1, 1]);
  });

  it('splits what does not into as few shards as fit', () => {
    expect(backendLimitPartitioner(buffer(4 * 11))([3, 4], 'float32')).toEqual([2, 1]);
    // The embedding of GPT-2 on a device with the smallest buffers that WebGPU allows.
    expect(backendLimitPartitioner(buffer(128 << 20))([50257, 768], 'float32')).toEqual([2, 1]);
  });

  it('makes shards of which even the largest fits', () => {
    for (let rows = 1; rows <= 40; rows++) {
      for (let limit = 3; limit <= 120; limit++) {
        const [shards = 0, columns] = backendLimitPartitioner(buffer(4 * limit))([rows, 3], 'float32');
        expect(columns).toBe(1);
        expect(Math.ceil(rows / shards) * 3).toBeLessThanOrEqual(limit);
        if (shards > 1) expect(Math.ceil(rows / (shards - 1)) * 3).toBeGreaterThan(limit);
      }
    }
  });

  it('splits along the first axis whose entries fit', () => {
    expect(backendLimitPartitioner(buffer(4 * 10))([2, 100], 'float32')).toEqual([1, 20]);
    expect(backendLimitPartitioner(buffer(4 * 16))([4, 4, 9], 'float32')).toEqual([1, 1, 9]);
  });

  it('takes the square of a texture\'s side as the elements that it holds', () => {
    const partitioner = backendLimitPartitioner({ maxTextureSide: 8, maxBufferBytes: null });
    expect(partitioner([64], 'float32')).toEqual([1]);
    expect(partitioner([65], 'float32')).toEqual([2]);
  });

  it('takes a backend, and counts every number as four bytes', () => {
    const capabilities = { ...buffer(4 * 8), simd: false, threads: 1, dtypes: [], floatPrecision: 32 } as const;
    const backend: Pick<Backend, 'capabilities'> = { capabilities };
    for (const dtype of ['float64', 'float16', 'int64', 'bool'] as const) {
      expect(backendLimitPartitioner(backend)([16], dtype)).toEqual([2]);
    }
    expect(backendLimitPartitioner(backend)([16], 'string')).toEqual([1]);
  });

  it('refuses what no axis splits far enough, and a shape that is not known', () => {
    const split = (shape: readonly number[], dtype: DType = 'float32'): unknown => backendLimitPartitioner(buffer(4 * 3))(shape, dtype);
    expect(() => split([4, 5])).toThrow(InvalidArgumentError);
    expect(() => split([4, 5])).toThrow('shape (4, 5)');
    expect(() => split([null as never, 5])).toThrow(ShapeNotFullyDefinedError);
  });
});
