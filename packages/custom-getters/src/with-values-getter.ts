import type { Tensor } from '@tensorflow/tfjs-core';
import { dtypeInfo, formatShape, shapesCompatible, type CustomGetter, type VariableRequest } from '@varscope/spec';
import { DTypeMismatchError, ShapeMismatchError } from '@varscope/spec/errors';

/**
 * Gives the tensor in `values` under the full name of a variable in its place, without creating or looking up the
 * variable; other names are passed on. So a model runs with weights that were computed: gradients reach the tensors,
 * which stay the caller's.
 *
 * The getter throws ShapeMismatchError or DTypeMismatchError when a tensor is not what was asked for.
 *
 * @example
 * variableScope(scope, { reuse: true, customGetter: withValuesGetter({ 'model/w': updated }) }, () => model(images));
 */
export function withValuesGetter(
  values: Readonly<Record<string, Tensor>> | ReadonlyMap<string, Tensor>,
): CustomGetter {
  const byName: ReadonlyMap<string, Tensor> = values instanceof Map ? values : new Map(Object.entries(values));
  return (getter, name, options) => {
    const value = byName.get(name);
    if (value === undefined) return getter(name, options);
    requireFit(value, name, options);
    return value;
  };
}

function requireFit(value: Tensor, name: string, { shape, dtype }: VariableRequest): void {
  if (shape !== null && !shapesCompatible(shape, value.shape)) {
    throw new ShapeMismatchError(
      `Trying to share variable ${name}, but specified shape ${formatShape(shape)} and found shape ${formatShape(value.shape)}.`,
      { variable: name, expected: formatShape(shape), found: formatShape(value.shape) },
    );
  }
  if (dtypeInfo(dtype)?.storage !== value.dtype) {
    throw new DTypeMismatchError(
      `Trying to share variable ${name}, but specified dtype ${dtype} and found dtype ${value.dtype}.`,
      { variable: name, expected: dtype, found: value.dtype },
    );
  }
}
