import type { OpSeed } from '@varscope/spec';
import { countOps, fillNormal, nextOpSeed, type Seed } from '@varscope/random';
import { ArgumentTypeError, InvalidArgumentError } from '@varscope/spec/errors';
import { requireFloatDType } from './check-dtype.js';
import { checkFilters } from './check-filters.js';
import { constantOps } from './constant-ops.js';
import type { FloatValues } from './initial-values.js';
import type { DTypeOptions } from './initializer-options.js';
import { makeInitializer, type InitializerCall, type ValueInitializer } from './make-initializer.js';
import { countBlocks, orthogonalKernel, type KernelSize } from './orthogonal-kernel.js';
import { ORTHOGONAL_OPS, orthogonalMatrix, requireOrthogonalCall } from './orthogonal-matrix.js';
import { scaleInto } from './scale-into.js';

/** The options of the convolutional orthogonal initializers. */
export interface ConvolutionalOrthogonalOptions extends DTypeOptions {
  /** Multiplies the values. Default 1. */
  readonly gain?: number | undefined;
  /**
   * The seed of the first of several random ops. Unless it is 0, every op takes the next one, and a second call goes on
   * where the first ended; `getConfig()` tells where. Without it the seed of the graph decides.
   */
  readonly seed?: Seed | null | undefined;
}

/** Makes the initializer of orthogonal convolution kernels with `dimensions` spatial dimensions. */
export function convolutionalOrthogonal(
  dimensions: KernelSize['dimensions'],
  options: ConvolutionalOrthogonalOptions,
): ValueInitializer {
  const { gain = 1 } = options;
  const dtype = requireFloatDType(options.dtype ?? 'float32');
  let seed = options.seed ?? null;
  const nextSeed = (): OpSeed => {
    const opSeed = nextOpSeed(seed, 'random_normal');
    if (seed && opSeed.replayed !== true) seed = typeof seed === 'bigint' ? seed + 1n : seed + 1;
    return opSeed;
  };
  return makeInitializer({
    dtype,
    getConfig: () => ({ gain, seed, dtype }),
    plan: (call) => {
      const kernel = checkKernel(call, dimensions);
      requireOrthogonalCall(dtype);
      if (call.dtype !== dtype) {
        throw new ArgumentTypeError(
          `Input 'y' of 'Mul' Op has type ${call.dtype} that does not match type ${dtype} of argument 'x'.`,
        );
      }
      const seeds = takeSeeds(kernel, nextSeed);
      if (dtype !== 'float32') countOps(1); // the cast of the gain
      return (out) => {
        if (out.length === 0) return;
        const unused = seeds.values();
        const next = (): OpSeed => unused.next().value as OpSeed; // one for each draw
        const { outputs } = kernel;
        const values = orthogonalKernel(kernel, {
          matrix: () => orthogonalMatrix(outputs, outputs, dtype, next()),
          mask: () => {
            const mask = new Float32Array(outputs);
            fillNormal(mask, next());
            return mask;
          },
        });
        scaleInto(out as FloatValues, values, Math.fround(gain), dtype); // the gain is a float32 in TensorFlow
      };
    },
  });
}

function checkKernel({ shape }: InitializerCall, dimensions: KernelSize['dimensions']): KernelSize {
  if (shape.length !== dimensions + 2) {
    const rank = { 1: 'three', 2: 'four', 3: 'five' }[dimensions];
    throw new InvalidArgumentError(
      `The tensor to initialize, specified by argument \`shape\` must be ${rank}-dimensional. Received shape=[${shape.join(', ')}]`,
    );
  }
  const { window, inputs, outputs } = checkFilters(shape);
  const [size = 0] = window;
  if (window.some((other) => other !== size)) {
    const sizes = window.map((length, axis) => `shape[${axis}]=${length}`).join(' and ');
    throw new InvalidArgumentError(`Kernel sizes, specified by ${sizes} must be equal.`);
  }
  return { dimensions, size, inputs, outputs };
}

const SLICE_OPS = 4;
const PROJECTION_OPS = 7;
const BLOCK_OPS = { 1: 6, 2: 13, 3: 165 };
const GAIN_OPS = 2;

/** Takes the seeds of all draws in their order, and counts the ops that TensorFlow makes between them. */
function takeSeeds({ dimensions, size, outputs }: KernelSize, nextSeed: () => OpSeed): readonly OpSeed[] {
  const seeds: OpSeed[] = [];
  const take = (opsAfter: number): void => {
    seeds.push(nextSeed());
    countOps(opsAfter);
  };
  take(ORTHOGONAL_OPS + SLICE_OPS);
  for (let block = 0; block < countBlocks(size); block++) {
    for (let axis = 0; axis < dimensions; axis++) {
      take(ORTHOGONAL_OPS);
      take(PROJECTION_OPS);
    }
    countOps(BLOCK_OPS[dimensions] + constantOps(outputs));
    if (block > 0) countOps(convolutionOps(block + 1, dimensions, outputs));
  }
  countOps(stackOps(size, dimensions) + GAIN_OPS);
  return seeds;
}

/** A zero matrix for each tap, then a product and a sum for each pair of taps. */
function convolutionOps(size: number, dimensions: number, outputs: number): number {
  return (size + 1) ** dimensions * constantOps(outputs ** 2) + 2 * (2 * size) ** dimensions;
}

/** A product for each tap, then a stack for each row of each dimension; a single tap gets its dimensions one by one. */
function stackOps(size: number, dimensions: number): number {
  if (size === 1) return 2 * dimensions;
  return Array.from({ length: dimensions + 1 }, (_, axis) => size ** axis).reduce((sum, count) => sum + count);
}
