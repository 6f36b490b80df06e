import { expect, test } from 'vitest';
import { planNormal } from './plan-normal.js';
import { planUniform } from './plan-uniform.js';
import { planUniformInt32 } from './plan-uniform-int.js';
import { wasmKernel } from './wasm-kernel.js';

const SEED = { pair: [1, 2], run: 0 } as const;
const floats = new Float32Array(16);

test.each([
  planUniform(floats, SEED, {}),
  planUniformInt32(new Int32Array(16), SEED, { maxval: 9 }),
  planNormal('normal', floats, SEED, {}),
  planNormal('truncatedNormal', floats, SEED, {}),
])('compiles the kernel $wasm.name once for each memory', ({ wasm }) => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  expect(wasmKernel(wasm!, memory, 0)).toBeTypeOf('function');
});

test('has no kernel that does not exist', () => {
  const { wasm } = planUniform(floats, SEED, {});
  expect(wasmKernel({ ...wasm!, name: 'absent' }, new WebAssembly.Memory({ initial: 1 }), 0)).toBeNull();
});

test('reads the table of the logarithm where it is told', () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { wasm, stream } = planNormal('normal', floats, SEED, {});
  wasmKernel(wasm!, memory, 1024)!(0, 1, stream.stateAt(0));
  expect(new Float32Array(memory.buffer, 0, 16).every(Number.isFinite)).toBe(true);
});
