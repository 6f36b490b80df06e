import { add, MirrorPad, pad, reverse, slice, type GradConfig, type MirrorPadAttrs, type Tensor } from '@tensorflow/tfjs-core';

/** The gradient of `mirrorPad`: what is mirrored counts again, which tfjs's forgets. */
export const mirrorPadGradient: GradConfig = {
  kernelName: MirrorPad,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attrs) => {
    const { paddings, mode } = attrs as unknown as MirrorPadAttrs; // those of this kernel
    const edge = mode === 'reflect' ? 1 : 0; // `reflect` leaves out the first and the last element
    const unpad = (gradient: Tensor, padding: [number, number], axis: number): Tensor =>
      foldBack(gradient, x!.shape[axis]!, padding, axis, edge);
    return { x: () => paddings.reduce(unpad, dy as Tensor) }; // it has one output
  },
};

function foldBack(dy: Tensor, length: number, [before, after]: [number, number], axis: number, edge: number): Tensor {
  const part = (begin: number, size: number): Tensor =>
    slice(dy, dy.shape.map((_, i) => (i === axis ? begin : 0)), dy.shape.map((all, i) => (i === axis ? size : all)));
  const mirrored = (begin: number, size: number, place: number): Tensor =>
    pad(reverse(part(begin, size), axis), dy.shape.map((_, i) => (i === axis ? [place, length - place - size] : [0, 0])));
  let gradient = part(before, length);
  if (before > 0) gradient = add(gradient, mirrored(0, before, edge));
  if (after > 0) gradient = add(gradient, mirrored(before + length, after, length - edge - after));
  return gradient;
}
