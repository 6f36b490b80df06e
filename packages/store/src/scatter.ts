import { tensor, type Tensor } from '@tensorflow/tfjs-core';
import { numElements } from '@varscope/spec';
import { InvalidArgumentError } from '@varscope/spec/errors';

/** What a scatter does with a row and its update. */
export type ScatterOperation = 'update' | 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max';

const COMBINE: Readonly<Record<ScatterOperation, (row: number, update: number) => number>> = {
  update: (_row, update) => update,
  add: (row, update) => row + update,
  sub: (row, update) => row - update,
  mul: (row, update) => row * update,
  div: (row, update) => row / update,
  min: Math.min,
  max: Math.max,
};

/**
 * Applies `updates` to rows of `value`, in the order of `indices`, as TensorFlow's CPU kernels do; a new tensor.
 * The values are read back: tfjs has no such kernels.
 * @throws InvalidArgumentError when the shapes do not fit or an index lies outside.
 */
export function scatterByHand(operation: ScatterOperation, value: Tensor, indices: Tensor, updates: Tensor): Tensor {
  const rowShape = value.shape.slice(1);
  const rowSize = numElements(rowShape);
  const isScalar = updates.rank === 0;
  const expected = [...indices.shape, ...rowShape];
  if (value.rank === 0 || (!isScalar && expected.join() !== updates.shape.join())) {
    throw new InvalidArgumentError(
      `Must have updates.shape = indices.shape + params.shape[1:] or updates.shape = [], got updates.shape [${updates.shape.join(',')}], indices.shape [${indices.shape.join(',')}], params.shape [${value.shape.join(',')}]`,
    );
  }
  const combine = COMBINE[operation];
  const result = value.dataSync().slice();
  const rows = indices.dataSync();
  const changes = updates.dataSync();
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number; // i is in range
    if (!(row >= 0 && row < (value.shape[0] as number))) {
      throw new InvalidArgumentError(`indices[${i}] = ${row} is not in [0, ${value.shape[0]})`);
    }
    for (let j = 0; j < rowSize; j++) {
      const at = row * rowSize + j;
      result[at] = combine(result[at] as number, changes[isScalar ? 0 : i * rowSize + j] as number);
    }
  }
  return tensor(result, value.shape, value.dtype);
}
