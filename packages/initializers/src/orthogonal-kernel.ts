import { addProduct, transpose } from './matrix.js';

/** Where the random numbers of a kernel come from, in the order in which it asks for them. */
export interface KernelDraws {
  /** A new orthogonal matrix. */
  matrix(): Float64Array;
  /** Which columns of the matrix before it to keep: those with a positive number. */
  mask(): Float32Array;
}

/** The size of a kernel and of its matrices. */
export interface KernelSize {
  readonly dimensions: 1 | 2 | 3;
  /** Taps along each dimension. */
  readonly size: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** Square matrices at the taps of a kernel, in row-major order. */
interface Kernel {
  readonly size: number;
  readonly taps: readonly Float64Array[];
}

/** How many blocks of two taps along each dimension a kernel of `size` is made of. */
export function countBlocks(size: number): number {
  return size === 1 ? 0 : Math.max(1, size - 1);
}

/**
 * An orthogonal convolution kernel (Xiao et al., 2018, algorithm 1): an orthogonal matrix times a convolution of blocks of
 * two taps along each dimension, each made of random projections. The values are in row-major order.
 */
export function orthogonalKernel({ dimensions, size, inputs, outputs }: KernelSize, draws: KernelDraws): Float64Array {
  const first = draws.matrix().subarray(0, inputs * outputs);
  let kernel: Kernel = { size: 1, taps: [] };
  for (let block = 0; block < countBlocks(size); block++) {
    const projections = Array.from({ length: dimensions }, () => drawProjection(draws, outputs));
    const next = makeBlock(projections, outputs);
    kernel = block === 0 ? next : convolve(kernel, next, dimensions, outputs);
  }
  if (kernel.taps.length === 0) return first;
  const result = new Float64Array(size ** dimensions * first.length);
  kernel.taps.slice(0, size ** dimensions).forEach((tap, index) => {
    const out = result.subarray(index * first.length, (index + 1) * first.length);
    addProduct(out, first, tap, inputs, outputs);
  });
  return result;
}

/** The projection onto a random part of the columns of a random orthogonal matrix. */
function drawProjection(draws: KernelDraws, n: number): Float64Array {
  const columns = draws.matrix();
  const mask = draws.mask();
  const kept = columns.map((value, index) => ((mask[index % n] as number) > 0 ? value : 0)); // n numbers
  const projection = new Float64Array(n * n);
  addProduct(projection, kept, transpose(kept, n, n), n, n);
  return projection;
}

/** At each tap the product, over the dimensions, of the projection or of what it leaves. */
function makeBlock(projections: readonly Float64Array[], n: number): Kernel {
  const dimensions = projections.length;
  const projecting = dimensions === 3 ? 1 : 0; // TensorFlow has it the other way round in three dimensions
  const taps = Array.from({ length: 2 ** dimensions }, (_, index) =>
    projections
      .map((projection, axis) => {
        const position = (index >> (dimensions - 1 - axis)) & 1;
        return position === projecting ? projection : complement(projection, n);
      })
      .reduce((left, right) => {
        const result = new Float64Array(n * n);
        addProduct(result, left, right, n, n);
        return result;
      }),
  );
  return { size: 2, taps };
}

/** I - P. */
function complement(projection: Float64Array, n: number): Float64Array {
  return projection.map((value, index) => (index % (n + 1) === 0 ? 1 - value : -value));
}

function convolve(first: Kernel, second: Kernel, dimensions: number, n: number): Kernel {
  const size = first.size + second.size - 1;
  const taps = Array.from({ length: size ** dimensions }, () => new Float64Array(n * n));
  first.taps.forEach((left, i) => {
    second.taps.forEach((right, j) => {
      const index = reindex(i, first.size, size, dimensions) + reindex(j, second.size, size, dimensions);
      addProduct(taps[index] as Float64Array, left, right, n, n); // the positions of both add up to less than `size`
    });
  });
  return { size, taps };
}

/** The index in a cube of `to` of the position that has `index` in a cube of `from`. */
function reindex(index: number, from: number, to: number, dimensions: number): number {
  if (dimensions === 0) return 0;
  return (index % from) + to * reindex(Math.floor(index / from), from, to, dimensions - 1);
}
