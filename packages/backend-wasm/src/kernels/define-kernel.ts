import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from './wasm-backend.js';

/** What a kernel is called with. */
export interface KernelCall<Inputs, Attributes> {
  readonly inputs: { readonly [Name in keyof Inputs]: TensorInfo };
  readonly attrs: Attributes;
  readonly backend: WasmBackend;
}

/** A kernel for the wasm backend, with the inputs and attributes that tfjs declares for it. */
export function defineKernel<Inputs, Attributes>(
  kernelName: string,
  compute: (call: KernelCall<Inputs, Attributes>) => TensorInfo | TensorInfo[],
): KernelConfig {
  return {
    kernelName,
    backendName: 'wasm',
    // tfjs calls a kernel of this name and backend with these
    kernelFunc: (call) => compute(call as unknown as KernelCall<Inputs, Attributes>),
  };
}
