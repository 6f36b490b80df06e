import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelCall } from '../define-kernel.js';
import { replaceKernel, type Replacement } from '../replace-kernel.js';
import { asComplex, asFloats } from './complex-layout.js';

type Attributes = Readonly<Record<string, unknown>>;

/** How the attributes of a kernel change when the tensors, of `rank` axes before, have one more. */
type Extend = (attributes: Attributes, rank: number) => Attributes;

const same: Extend = (attributes) => attributes;
const fromFront: Extend = ({ axis, ...others }, rank) => ({ ...others, axis: axisFromFront(axis, rank) });

/** The kernels that move elements, or add them, and so work on pairs of floats as on floats. */
const EXTENSIONS: Readonly<Record<string, Extend>> = {
  Add: same,
  Sub: same,
  Neg: same,
  Concat: fromFront,
  SplitV: fromFront,
  Unpack: fromFront,
  GatherV2: fromFront,
  Pack: ({ axis }, rank) => ({ axis: axisFromFront(axis, rank + 1) }),
  Reverse: ({ dims }, rank) => ({ dims: [dims].flat().map((axis) => axisFromFront(axis, rank)) }),
  Tile: ({ reps }) => ({ reps: [...(reps as number[]), 1] }), // that is what `tile` passes
  Transpose: ({ perm }, rank) => ({ perm: [...(perm as number[]), rank] }), // likewise
};

/** The ops that only move elements, and sums and differences: of complex tensors too. */
export const complexMoves: readonly Replacement[] = Object.entries(EXTENSIONS).map(([name, extend]) =>
  replaceKernel<Record<string, TensorInfo>, Attributes>(name, (call, present) => {
    const first = Object.values(call.inputs)[0];
    return first?.dtype === 'complex64' ? runOnFloats(call, extend(call.attrs, first.shape.length), present) : present();
  }));

function runOnFloats(
  { inputs }: KernelCall<Record<string, TensorInfo>, Attributes>, attrs: Attributes,
  present: (changed: object) => TensorInfo | TensorInfo[],
): TensorInfo | TensorInfo[] {
  const floats = Object.entries(inputs).map(([name, info]) => [name, info.dtype === 'complex64' ? asFloats(info) : info] as const);
  // some ops pass an array in place of names
  const result = present({ attrs, inputs: Array.isArray(inputs) ? floats.map(([, info]) => info) : Object.fromEntries(floats) });
  return Array.isArray(result) ? result.map(asComplex) : asComplex(result);
}

function axisFromFront(axis: unknown, rank: number): number {
  const number = (axis ?? 0) as number; // of an axis
  return number < 0 ? number + rank : number;
}
