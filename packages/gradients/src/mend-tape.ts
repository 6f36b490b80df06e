import { Ceil, dispose, engine, Floor, FloorDiv, OneHot, OnesLike, Round, ZerosLike, type Tensor } from '@tensorflow/tfjs-core';

/** Kernels that give floats and through which no gradient flows in TensorFlow. */
const STEPS: readonly string[] = [Ceil, Floor, FloorDiv, OneHot, OnesLike, Round, ZerosLike];

/**
 * Takes from the tape of the gradient that tfjs is recording what stops gradients in TensorFlow: steps as `floor`, and all
 * that gives integers or booleans, as comparisons and casts. What reaches the result by these alone then has no gradient
 * (`None` there), where tfjs has only 0 to say so. Also takes away inputs that are not there, as the scale that `batchNorm` was
 * called without, at which tfjs fails. Call it at the end of the function that is differentiated, by tfjs's
 * `engine().gradients(…)` or `variableGrads`; without a tape it does nothing.
 */
export function mendTape(): void {
  const { state } = engine();
  if (state.gradientDepth === 0) return;
  state.activeTape = state.activeTape.filter((node) => {
    const flows = !STEPS.includes(node.kernelName) && node.outputs.some(({ dtype }) => dtype === 'float32' || dtype === 'complex64');
    if (flows) node.inputs = Object.fromEntries(Object.entries(node.inputs).filter(([, input]) => isThere(input)));
    else dispose(node.saved ?? []); // which tfjs would do at the end of the tape
    return flows;
  });
}

function isThere(input: Tensor | undefined): boolean {
  return input !== undefined;
}
