import { tensor, type Tensor } from '@tensorflow/tfjs-core';
import { dtypeInfo, numElements, type DType, type DTypeInfo, type PartitionInfo, type Shape } from '@varscope/spec';

/** 1, 2, 3, … through the whole variable; a shard gets its part of them. A new tensor, owned by the caller. */
export function rampInitializer(shape: Shape, dtype: DType = 'float32', partitionInfo?: PartitionInfo): Tensor {
  const fullShape = partitionInfo?.fullShape ?? shape;
  const values = Array.from({ length: numElements(shape) }, (_, index) => {
    const position = positionOf(index, shape).map((at, axis) => at + (partitionInfo?.varOffset[axis] ?? 0));
    return 1 + indexOf(position, fullShape);
  });
  return tensor(values, [...shape], (dtypeInfo(dtype) as DTypeInfo).storage); // a request has a dtype of the table
}

/** The coordinates of an element in row-major order. */
function positionOf(index: number, shape: Shape): number[] {
  const position = shape.map(() => 0);
  let rest = index;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis] as number; // within the rank
    position[axis] = rest % size;
    rest = Math.floor(rest / size);
  }
  return position;
}

function indexOf(position: Shape, shape: Shape): number {
  return position.reduce((index, at, axis) => index * (shape[axis] as number) + at, 0); // of one rank
}
