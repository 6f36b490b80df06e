import { zeros, type GradConfig } from '@tensorflow/tfjs-core';

/**
 * The gradient of an op whose result does not follow its inputs smoothly: 0. tfjs has none, and ends every gradient that
 * meets such an op, as in `where(greater(x, 0), a, b)`. In TensorFlow there is none too, which there means that nothing flows.
 */
function noGradient(kernelName: string, ...inputNames: string[]): GradConfig {
  return {
    kernelName,
    inputsToSave: inputNames,
    gradFunc: (_, saved) =>
      Object.fromEntries(inputNames.map((name, index) => [name, () => zeros(saved[index]!.shape)])),
  };
}

/** Comparisons, what is made of them, and positions. */
export const noGradients: readonly GradConfig[] = [
  ...['Equal', 'NotEqual', 'Greater', 'GreaterEqual', 'Less', 'LessEqual', 'LogicalAnd', 'LogicalOr']
    .map((name) => noGradient(name, 'a', 'b')),
  ...['LogicalNot', 'IsNan', 'IsInf', 'IsFinite', 'ArgMax', 'ArgMin'].map((name) => noGradient(name, 'x')),
];
