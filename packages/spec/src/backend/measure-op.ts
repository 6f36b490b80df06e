import { engine, grads, tidy, type Tensor } from '@tensorflow/tfjs-core';
import type { OpCapability, OpMeasurement } from '../backend.js';
import { fold } from './fold.js';
import { pattern } from './pattern.js';
import type { TrainingOpValues } from './training-op-values.js';
import type { TrainingOp } from './training-ops.js';

/** The phase of the gradient of the result, as in the recorded values. */
const GRADIENT_PHASE = 9;

/** What one direction of an op gave: tensors, or the error that it ended with. */
type Outcome = readonly Tensor[] | Error;

/** Runs an op on the current backend, forward and backward, and compares. Frees everything, also where the op fails. */
export async function measureOp(op: TrainingOp, expected: TrainingOpValues, tolerance: number): Promise<OpCapability> {
  // Both are started before anything is awaited: meanwhile others may make another backend the current one.
  const forward = attempt(() => [runForward(op)]);
  const backward = op.differentiable ? attempt(() => runBackward(op)) : null;
  return {
    op: op.op,
    forward: await compare(forward, [expected.value], tolerance),
    gradient: backward === null ? null : await compare(backward, expected.gradients, tolerance),
  };
}

function runForward(op: TrainingOp): Tensor {
  return op.compute(...inputsOf(op));
}

function runBackward(op: TrainingOp): Tensor[] {
  const inputs = inputsOf(op);
  const { shape } = runForward(op);
  return grads((...values: Tensor[]) => op.compute(...values))(inputs, pattern(shape, GRADIENT_PHASE));
}

function inputsOf({ inputs }: TrainingOp): Tensor[] {
  return inputs.map(({ shape, sign }, position) => pattern(shape, position, sign));
}

function attempt(run: () => Tensor[]): Outcome {
  try {
    return tidy(run);
  } catch (error) {
    releaseTape();
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** tfjs keeps what it saved for a gradient that then fails. */
function releaseTape(): void {
  const { state } = engine();
  if (state.gradientDepth > 0) return;
  for (const { saved = [] } of state.activeTape ?? []) for (const tensor of saved) tensor.dispose();
  state.activeTape = [];
}

async function compare(outcome: Outcome, expected: readonly (readonly number[])[], tolerance: number): Promise<OpMeasurement> {
  if (outcome instanceof Error) return failure(outcome);
  try {
    const values = await Promise.all(outcome.map((tensor) => tensor.data<'float32'>()));
    const folded = values.map(fold);
    const error = Math.max(...folded.map((found, index) => largestError(found, expected[index]!)));
    const works = error <= tolerance;
    return { works, error, problem: works ? null : describeWrong(error, values) };
  } catch (error) {
    return failure(error);
  } finally {
    for (const tensor of outcome) tensor.dispose();
  }
}

/** Says what was found where that tells more than the size of the error. */
function describeWrong(error: number, values: readonly Float32Array[]): string {
  const special = values.flatMap((found) => found.find((value) => !Number.isFinite(value)) ?? [])[0];
  if (special !== undefined) return `gives ${special}`;
  return error === Infinity ? 'gives another number of elements' : `is wrong by ${error.toPrecision(2)}`;
}

function failure(error: unknown): OpMeasurement {
  return { works: false, error: null, problem: `fails: ${error instanceof Error ? error.message : String(error)}` };
}

/** Infinite where one is not a number, or where there are more or fewer. */
function largestError(found: readonly number[], expected: readonly number[]): number {
  if (found.length !== expected.length) return Infinity;
  const errors = found.map((value, index) => Math.abs(value - expected[index]!) / (1 + Math.abs(expected[index]!)));
  return errors.some(Number.isNaN) ? Infinity : Math.max(0, ...errors);
}
