import { clone, keep, Tensor, tidy, Variable as TfjsVariable } from '@tensorflow/tfjs-core';
import { RecordedSeeds, withSeedSource } from '@varscope/random';
import { isFullyDefined, type VariableCreation } from '@varscope/spec';
import { BadInitialValueError, FailedPreconditionError } from '@varscope/spec/errors';
import { isThenable, runInFrame, type Frame } from './context.js';
import { canCompute, nextTensorId } from './engine.js';
import type { GraphVariable } from './graph-variable.js';
import { convertHostValue, readHostValue, storedTensor } from './host-value.js';
import { isVariable } from './is-variable.js';
import { computedValue, type ComputedValue, type InitialValueSource } from './initial-value.js';

/** A function that computes an initial value, and may take the seeds of its random ops ahead. */
export interface InitialValueFunction {
  (): unknown;
  readonly reserveSeeds?: () => void;
}

/** Where the initial value of a new variable comes from: a function, a variable, a tensor, or a value of the program. */
export function initialValueSource(options: VariableCreation, opName: string, frame: Frame): InitialValueSource {
  const { initialValue, dtype } = options;
  if (typeof initialValue === 'function') return fromFunction(initialValue, options, opName, frame);
  if (isVariable(initialValue)) return fromVariable(initialValue, dtype);
  if (initialValue instanceof Tensor) {
    return frame.graph.initialization === 'deferred' ? fromKeptTensor(initialValue, dtype) : fromTensor(initialValue, dtype, opName);
  }
  return fromHostValue(initialValue, dtype);
}

/**
 * A function runs in the name scope of its variable, outside of all devices, in a tidy of its own. Its random ops get
 * their seeds once; later executions continue the same streams.
 */
function fromFunction(
  compute: InitialValueFunction,
  { dtype, shape }: VariableCreation,
  opName: string,
  outer: Frame,
): InitialValueSource {
  const frame: Frame = { ...outer, nameScope: `${opName}/Initializer`, devices: null, requestedAt: null, outer };
  const seeds = new RecordedSeeds(outer.graph.seeds);
  const { reserveSeeds } = compute;
  const isDeferred = outer.graph.initialization === 'deferred';
  if (isDeferred && reserveSeeds !== undefined) seeds.reserve(reserveSeeds);
  // Under a graph seed the random ops of a deferred variable take their seeds when it is created, as in TensorFlow; a
  // function that cannot reserve them has to run. Before a backend is there, it takes them when it first runs.
  const takesSeedsNow = isDeferred && reserveSeeds === undefined && outer.graph.seeds.seed !== null && canCompute();
  const isKnown = !takesSeedsNow && shape !== null && dtype !== null && isFullyDefined(shape);
  return {
    known: isKnown ? { shape, dtype } : null,
    isConstant: false,
    compute(execution) {
      seeds.begin(execution);
      const mark = nextTensorId();
      let value: ComputedValue | undefined;
      const tensor = tidy(() => {
        value = computedValue(withSeedSource(seeds, () => requireValue(runInFrame(frame, compute))), dtype);
        return value.tensor;
      });
      // What the function found, made a variable of, or kept is its owner's.
      const isOwned = tensor.id > mark && !tensor.kept && !(tensor instanceof TfjsVariable);
      return { tensor, dtype: (value as ComputedValue).dtype, isOwned }; // the tidy has set it
    },
    dispose: () => undefined,
  };
}

/** @throws BadInitialValueError for a promise: the value is needed now. */
function requireValue(value: unknown): unknown {
  if (!isThenable(value)) return value;
  throw new BadInitialValueError('Attempt to convert a promise to a Tensor: an initial value cannot be awaited.');
}

/** The value that another variable has when the initializer runs. */
function fromVariable(variable: GraphVariable, dtype: VariableCreation['dtype']): InitialValueSource {
  const value = computedValue(variable, dtype);
  return {
    known: { shape: variable.shape, dtype: value.dtype },
    isConstant: false,
    compute: () => ({ ...value, tensor: variable.readValue(), isOwned: true }),
    dispose: () => undefined,
  };
}

/** A value of the program is converted now: later changes of an array are not seen, and errors are. */
function fromHostValue(given: unknown, declared: VariableCreation['dtype']): InitialValueSource {
  const value = readHostValue(given);
  const { shape } = value;
  const dtype = declared ?? value.dtype;
  const stored = convertHostValue(value, dtype);
  return {
    known: { shape, dtype },
    isConstant: true,
    compute: () => ({ tensor: storedTensor(stored, shape, dtype), dtype, isOwned: true }),
    dispose: () => undefined,
  };
}

/** A deferred graph keeps the tensor until the variable is disposed. */
function fromKeptTensor(given: Tensor, declared: VariableCreation['dtype']): InitialValueSource {
  const { dtype } = computedValue(given, declared);
  const tensor = keep(clone(given));
  return {
    known: { shape: tensor.shape, dtype },
    isConstant: true,
    compute: () => ({ tensor, dtype, isOwned: false }),
    dispose: () => {
      tensor.dispose();
    },
  };
}

/** An immediate graph uses the tensor and leaves it to its owner. */
function fromTensor(given: Tensor, declared: VariableCreation['dtype'], opName: string): InitialValueSource {
  const value = computedValue(given, declared);
  let isCreated = false;
  return {
    known: { shape: given.shape, dtype: value.dtype },
    isConstant: true,
    compute() {
      if (isCreated) {
        throw new FailedPreconditionError(
          `Variable ${opName} was initialized from a tensor, which a graph with immediate initialization does not keep. Pass a function, or build it in a graph with deferred initialization.`,
          { variable: opName },
        );
      }
      isCreated = true;
      return value;
    },
    dispose: () => undefined,
  };
}
