import {
  ComplexAbs, Imag, Real, type ComplexAbsInputs, type ImagInputs, type KernelConfig, type RealInputs, type TensorInfo,
} from '@tensorflow/tfjs-core';
import { defineKernel } from '../define-kernel.js';
import { floatsOf } from '../floats-of.js';
import { makeFloats } from '../make-floats.js';
import type { WasmBackend } from '../wasm-backend.js';
import { asFloats } from './complex-layout.js';

/** `real`: the real parts. */
export const real: KernelConfig = defineKernel<RealInputs, object>(Real, ({ inputs: { input }, backend }) =>
  mapPairs(backend, input, (real) => real));

/** `imag`: the imaginary parts. */
export const imag: KernelConfig = defineKernel<ImagInputs, object>(Imag, ({ inputs: { input }, backend }) =>
  mapPairs(backend, input, (_, imaginary) => imaginary));

/** `abs` of complex numbers. */
export const complexAbs: KernelConfig = defineKernel<ComplexAbsInputs, object>(ComplexAbs, ({ inputs: { x }, backend }) =>
  mapPairs(backend, x, Math.hypot));

function mapPairs(backend: WasmBackend, x: TensorInfo, map: (real: number, imaginary: number) => number): TensorInfo {
  return makeFloats(backend, x.shape, (values) => {
    const pairs = floatsOf(backend, asFloats(x));
    for (let i = 0; i < values.length; ++i) values[i] = map(pairs[2 * i]!, pairs[2 * i + 1]!);
  });
}
