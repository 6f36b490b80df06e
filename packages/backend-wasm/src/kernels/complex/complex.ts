import { Complex, type ComplexInputs, type KernelConfig } from '@tensorflow/tfjs-core';
import { defineKernel } from '../define-kernel.js';
import { floatsOf } from '../floats-of.js';
import { makeFloats } from '../make-floats.js';
import type { WasmBackend } from '../wasm-backend.js';
import { asComplex } from './complex-layout.js';

/** `complex`: puts real and imaginary parts together. */
export const complex: KernelConfig = {
  ...defineKernel<ComplexInputs, object>(Complex, ({ inputs: { real, imag }, backend }) =>
    asComplex(makeFloats(backend, [...real.shape, 2], (values) => {
      const [reals, imaginaries] = [floatsOf(backend, real), floatsOf(backend, imag)];
      for (let i = 0; i < reals.length; ++i) {
        values[2 * i] = reals[i]!;
        values[2 * i + 1] = imaginaries[i]!;
      }
    }))),
  // this kernel is of the wasm backend
  setupFunc: (backend) => acceptComplexTensors(backend as WasmBackend),
};

/** Marks a backend that accepts them. */
const ACCEPTING = Symbol.for('varscope.backend-wasm.complex');

/** Has the backend record a complex tensor that comes from another one as the floats that it is. */
function acceptComplexTensors(backend: WasmBackend): void {
  if (ACCEPTING in backend) return;
  const move = backend.move.bind(backend);
  Object.assign(backend, {
    [ACCEPTING]: true,
    move: (...[dataId, values, shape, dtype, refCount]: Parameters<WasmBackend['move']>) =>
      dtype === 'complex64'
        ? move(dataId, values, [...shape, 2], 'float32', refCount)
        : move(dataId, values, shape, dtype, refCount),
  });
}
