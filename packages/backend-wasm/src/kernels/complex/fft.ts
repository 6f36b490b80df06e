import { FFT, IFFT, type FFTInputs, type IFFTInputs, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { defineKernel } from '../define-kernel.js';
import { floatsOf } from '../floats-of.js';
import { makeFloats } from '../make-floats.js';
import type { WasmBackend } from '../wasm-backend.js';
import { asComplex, asFloats } from './complex-layout.js';
import { fourierTransform } from './fourier-transform.js';

/** `spectral.fft`: the discrete Fourier transform along the last axis. */
export const fft: KernelConfig = defineKernel<FFTInputs, object>(FFT, ({ inputs: { input }, backend }) =>
  transformRows(backend, input, false));

/** `spectral.ifft`: its inverse. */
export const ifft: KernelConfig = defineKernel<IFFTInputs, object>(IFFT, ({ inputs: { input }, backend }) =>
  transformRows(backend, input, true));

function transformRows(backend: WasmBackend, input: TensorInfo, isInverse: boolean): TensorInfo {
  const length = input.shape.at(-1) ?? 1;
  const transform = fourierTransform(length);
  const [real, imaginary] = [new Float64Array(length), new Float64Array(length)];
  return asComplex(makeFloats(backend, [...input.shape, 2], (values) => {
    const pairs = floatsOf(backend, asFloats(input));
    for (let row = 0; row < pairs.length; row += 2 * length) {
      for (let k = 0; k < length; ++k) {
        real[k] = pairs[row + 2 * k]!;
        imaginary[k] = pairs[row + 2 * k + 1]!;
      }
      if (isInverse) transform(imaginary, real);
      else transform(real, imaginary);
      const scale = isInverse ? 1 / length : 1;
      for (let k = 0; k < length; ++k) {
        values[row + 2 * k] = real[k]! * scale;
        values[row + 2 * k + 1] = imaginary[k]! * scale;
      }
    }
  }));
}
