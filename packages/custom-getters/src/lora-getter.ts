import { add, matMul, mul, reshape, zeros } from '@tensorflow/tfjs-core';
import { asTensor, numElements, type CustomGetter, type Initializer, type InitializerLike, type Shape } from '@varscope/spec';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { filteredGetter, type VariableFilter } from './filtered-getter.js';
import { getTensor } from './get-tensor.js';
import { isKernel } from './is-kernel.js';
import { stopGradient } from './stop-gradient.js';
import { tidyResult } from './tidy-result.js';

/** Options of `loraGetter`. */
export interface LoraOptions {
  /** Columns of a and rows of b: a positive integer, far below the sizes of the kernels. */
  readonly rank: number;
  /** The update is scaled by alpha / rank. Default: the rank. */
  readonly alpha?: number;
  /** The variables to adapt and freeze. Default: all that are trainable. */
  readonly filter?: VariableFilter;
  /** The initial value of a. Default `null`: TensorFlow's default, Glorot's uniform one. */
  readonly initializer?: InitializerLike | null;
}

const startAtZero: Initializer = (shape) => zeros([...shape]);

/**
 * Gives kernels as w + (alpha / rank) · a b with a frozen w: low-rank adaptation, for fine-tuning a large model with few
 * trained numbers. Hu and others, LoRA, 2021.
 *
 * A kernel counts as the matrix of its last axis by all others. Its adapters are the trainable variables `name/lora_a`
 * and `name/lora_b`; b is 0 at first, and what is given is w. The variable `name` keeps the name it has in checkpoints,
 * is created as not trainable and gets no gradient, even if it was created as trainable before. So are biases, which
 * have no adapters. Variables that were asked for as not trainable are passed on.
 *
 * A new tensor, owned by the caller, differentiable to a and b.
 *
 * @example
 * variableScope('model', { customGetter: loraGetter({ rank: 8, filter: (name) => name.includes('/attn/') }) }, body);
 * @throws InvalidArgumentError when the rank is not a positive integer.
 */
export function loraGetter(options: LoraOptions): CustomGetter {
  const { rank, alpha = rank, filter = () => true, initializer = null } = options;
  if (!Number.isInteger(rank) || rank < 1) {
    throw new InvalidArgumentError(`The rank of adapters must be a positive integer, but is ${rank}.`);
  }
  const isAdapted: VariableFilter = (name, request) => request.trainable !== false && filter(name, request);
  return filteredGetter(isAdapted, (getter, name, request) =>
    tidyResult(() => {
      const found = getter(name, { ...request, trainable: false });
      if (found === null || found === undefined) return found;
      const base = stopGradient(asTensor(found));
      if (!isKernel(found)) return base;

      const adapter = { ...request, regularizer: null, partitioner: null, constraint: null };
      const [rows, columns] = matrixShape(found.shape);
      const a = getTensor(getter, `${name}/lora_a`, { ...adapter, shape: [rows, rank], initializer });
      const b = getTensor(getter, `${name}/lora_b`, { ...adapter, shape: [rank, columns], initializer: startAtZero });
      const update = mul(alpha / rank, matMul(a, b));
      return add(base, reshape(update, [...found.shape]));
    }),
  );
}

function matrixShape(shape: Shape): [rows: number, columns: number] {
  const columns = shape.at(-1) as number; // a kernel has axes
  return [numElements(shape.slice(0, -1)), columns];
}
