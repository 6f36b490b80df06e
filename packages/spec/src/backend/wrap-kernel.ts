import { getKernel, registerKernel, unregisterKernel, type KernelConfig } from '@tensorflow/tfjs-core';

/**
 * Puts a function around a kernel that tfjs has for a backend. Calling again with the same mark, also from another copy
 * of a package, does nothing.
 * @param mark of `Symbol.for`, so that every copy has it.
 */
export function wrapKernel(
  { kernelName, backendName }: Pick<KernelConfig, 'kernelName' | 'backendName'>,
  mark: symbol,
  wrap: (present: KernelConfig['kernelFunc']) => KernelConfig['kernelFunc'],
): void {
  const present = getKernel(kernelName, backendName);
  if (mark in present.kernelFunc) return;
  unregisterKernel(kernelName, backendName);
  registerKernel({ ...present, kernelFunc: Object.assign(wrap(present.kernelFunc), present.kernelFunc, { [mark]: true }) });
}
