import {
  reshape, scatterND, slice_util, StridedSlice, tensor2d, util, type GradConfig, type StridedSliceAttrs, type Tensor,
} from '@tensorflow/tfjs-core';

/** The gradient of `stridedSlice`: every element back in its place, zeros elsewhere. */
export const stridedSliceGradient: GradConfig = {
  kernelName: StridedSlice,
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attrs) => {
    const { shape } = saved[0]!;
    const places = placesOf(shape, attrs as unknown as StridedSliceAttrs); // those of this kernel
    const indices = tensor2d(places, [places.length, 1], 'int32');
    const size = util.sizeFromShape(shape);
    return { x: () => reshape(scatterND(indices, reshape(dy as Tensor, [-1]), [size]), shape) }; // it has one output
  },
};

/** Which elements of the tensor, counted from the first, the slice has, in its order. */
function placesOf(shape: number[], attrs: StridedSliceAttrs): Int32Array {
  const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attrs;
  const slice = slice_util.sliceInfo(
    shape, begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask,
  );
  const sizes = slice_util.computeOutShape(slice.begin, slice.end, slice.strides);
  let places = [0];
  util.computeStrides(shape).concat(1).forEach((step, axis) => {
    if (axis >= shape.length) return;
    const offsets = Array.from({ length: sizes[axis]! }, (_, i) => (slice.begin[axis]! + i * slice.strides[axis]!) * step);
    places = places.flatMap((place) => offsets.map((offset) => place + offset));
  });
  return Int32Array.from(places);
}
