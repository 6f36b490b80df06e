import { expect, test } from 'vitest';
import { InvalidArgumentError } from '../errors/invalid-argument-error.js';
import type { StoredTensor } from '../tensor-reader.js';
import { wantedBlock } from './wanted-block.js';

const TENSOR: StoredTensor = { name: 'w', dtype: 'float64', shape: [3, 2], slices: [] };

test('a request wants the whole tensor or a block of it', () => {
  expect(wantedBlock({ name: 'w' }, TENSOR, 'f')).toEqual({ slice: { offset: [0, 0], shape: [3, 2] }, elements: 6, bytes: 48 });
  const slice = { offset: [3, 0], shape: [0, 2] };
  expect(wantedBlock({ name: 'w', slice }, TENSOR, 'f')).toEqual({ slice, elements: 0, bytes: 0 });
  expect(wantedBlock({ name: 'w', into: new Uint8Array(48) }, TENSOR, 'f').elements).toBe(6);
  expect(wantedBlock({ name: 'w' }, { ...TENSOR, dtype: 'string' }, 'f').bytes).toBeNull();
});

test.each([
  { offset: [0], shape: [1] },
  { offset: [0, 0], shape: [1] },
  { offset: [2, 0], shape: [2, 1] },
  { offset: [-1, 0], shape: [1, 1] },
  { offset: [0.5, 0], shape: [1, 1] },
  { offset: [0, 0], shape: [1, Number.NaN] },
])('it does not want what is not inside of the tensor: $offset $shape', (slice) => {
  expect(() => wantedBlock({ name: 'w', slice }, TENSOR, 'f')).toThrow(InvalidArgumentError);
  expect(() => wantedBlock({ name: 'w', slice }, TENSOR, 'f')).toThrow('The block of tensor w is not inside of it.');
});

test('it brings an array of the size of what it wants, and none for strings', () => {
  for (const [dtype, size] of [['float64', 47], ['string', 6]] as const) {
    expect(() => wantedBlock({ name: 'w', into: new Uint8Array(size) }, { ...TENSOR, dtype }, 'f')).toThrow(InvalidArgumentError);
  }
});
