import type { DType, PartialShape } from '@varscope/spec';
import { ShapeNotFullyDefinedError } from '@varscope/spec/errors';
import { describe, expect, it } from 'vitest';
import { byteSizeLoadFn } from './byte-size-load-fn.js';

const bytes = (shape: PartialShape | null, dtype: DType): number =>
  byteSizeLoadFn({ name: 'v', type: 'VarHandleOp', device: '', shape, dtype });

describe('byteSizeLoadFn', () => {
  it('counts the bytes of the declared dtype', () => {
    expect([bytes([3, 4], 'float32'), bytes([3, 4], 'int64'), bytes([], 'float16'), bytes([0, 4], 'float32')]).toEqual([48, 96, 2, 0]);
  });

  it('counts nothing for strings', () => {
    expect(bytes([9], 'string')).toBe(0);
  });

  it.each([[null, 'Shape <unknown> is not fully defined'], [[null, 3], 'Shape (None, 3) is not fully defined']] as const)(
    'refuses the shape %j',
    (shape, message) => {
      expect(() => bytes(shape, 'float32')).toThrow(ShapeNotFullyDefinedError);
      expect(() => bytes(shape, 'float32')).toThrow(message);
    },
  );
});
