import { isFullyDefined, numElements, type PartialShape } from 'varscope';

/** Tensors with more elements have no value in a trace. */
const MAX_ELEMENTS = 96;

/** Whether a trace tells the value of a variable or tensor of this shape. */
export function hasValue(shape: PartialShape): boolean {
  return isFullyDefined(shape) && numElements(shape) <= MAX_ELEMENTS;
}
