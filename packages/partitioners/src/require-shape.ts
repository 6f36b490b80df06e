import { InvalidArgumentError, ShapeNotFullyDefinedError } from '@varscope/spec/errors';
import { formatShape, isFullyDefined, type PartialShape, type Shape } from '@varscope/spec/shape';

/**
 * The shape that a partitioner was given, known in every dimension.
 * @throws InvalidArgumentError when it is not a list of dimensions.
 * @throws ShapeNotFullyDefinedError when a dimension is `null`.
 */
export function requireShape(shape: PartialShape): Shape {
  const isList: boolean = Array.isArray(shape);
  if (!isList) throw new InvalidArgumentError(`shape is not a TensorShape: ${String(shape)}`);
  if (!isFullyDefined(shape)) throw new ShapeNotFullyDefinedError(`shape is not fully defined: ${formatShape(shape)}`);
  return shape;
}
