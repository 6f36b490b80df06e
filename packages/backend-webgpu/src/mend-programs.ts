import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { DataType } from '@tensorflow/tfjs-core';

type Run = WebGPUBackend['runWebGPUProgram'];
type Program = Parameters<Run>[0];

const MENDED: unique symbol = Symbol.for('varscope.backend-webgpu.mended');

/** The read of a `TransposeProgram`. */
const READ = /A\[getIndexFromCoords[^;]*uniforms\.aShape\)\]/;

/**
 * Mends two shaders of tfjs 4.22. One that does not compile makes every command of its batch do nothing, without an error,
 * so that other tensors, too, have the values of memory that was used before.
 *
 * - A transpose of integers, or of numbers that were integers before a cast, does not compile; sums and other reductions
 *   along other axes than the last begin with one.
 * - A reversed cumulative sum or product is compiled for one length, and used for all others.
 */
export function mendPrograms(backend: WebGPUBackend & { [MENDED]?: true }): void {
  if (backend[MENDED]) return;
  backend[MENDED] = true;
  const run = backend.runWebGPUProgram.bind(backend);
  backend.runWebGPUProgram = (program, inputs, dtype, ...rest) => {
    const { shaderKey, outputShape } = program;
    if (shaderKey.startsWith('cum_')) program.shaderKey += `_${outputShape.at(-1)}`;
    if (shaderKey.startsWith('transpose_')) mendTranspose(program, backend.tensorMap.get(inputs[0]!.dataId).dtype, dtype);
    return run(program, inputs, dtype, ...rest);
  };
}

/** The function that writes takes floats alone; the other one writes integers as they are. */
function mendTranspose(program: Program, from: DataType, to: DataType): void {
  if (from === 'float32') return;
  const code = program.getUserCode();
  const mended = to === 'float32' ? code.replace(READ, 'f32($&)') : code.replace('setOutputAtIndex(', 'setOutputAtIndexI32(');
  program.getUserCode = () => mended;
}
