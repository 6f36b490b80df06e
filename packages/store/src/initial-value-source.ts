import { clone, keep, Tensor, tidy } from '@tensorflow/tfjs-core';
import { RecordedSeeds, withSeedSource } from '@varscope/random';
import type { VariableCreation } from '@varscope/spec';
import { FailedPreconditionError } from '@varscope/spec/errors';
import { runInFrame, type Frame } from './context.js';
import { nextTensorId } from './engine.js';
import { isVariable } from './is-variable.js';
import { computedValue, type ComputedValue, type InitialValueSource } from './initial-value.js';

/** A function that computes an initial value, and may take the seeds of its random ops ahead. */
export interface InitialValueFunction {
  (): unknown;
  readonly reserveSeeds?: () => void;
}

/** Where the initial value of a new variable comes from: a function, a tensor, or a value of the program. */
export function initialValueSource(options: VariableCreation, opName: string, frame: Frame): InitialValueSource {
  const { initialValue, dtype } = options;
  if (typeof initialValue === 'function') return fromFunction(initialValue, options, opName, frame);
  if (initialValue instanceof Tensor) {
    return frame.graph.initialization === 'deferred' ? fromKeptTensor(initialValue, dtype) : fromTensor(initialValue, dtype, opName);
  }
  return { isConstant: true, compute: () => computedValue(initialValue, dtype), dispose: () => undefined };
}

/**
 * A function runs in the name scope of its variable, outside of all devices, in a tidy of its own. Its random ops get
 * their seeds once; later executions continue the same streams.
 */
function fromFunction(
  compute: InitialValueFunction,
  { dtype }: VariableCreation,
  opName: string,
  outer: Frame,
): InitialValueSource {
  const frame: Frame = { ...outer, nameScope: `${opName}/Initializer`, devices: null, outer };
  const seeds = new RecordedSeeds(outer.graph.seeds);
  const { reserveSeeds } = compute;
  if (outer.graph.initialization === 'deferred' && reserveSeeds !== undefined) seeds.reserve(reserveSeeds);
  return {
    isConstant: false,
    compute(execution) {
      seeds.begin(execution);
      const mark = nextTensorId();
      let value: ComputedValue | undefined;
      const tensor = tidy(() => {
        value = computedValue(withSeedSource(seeds, () => runInFrame(frame, compute)), dtype);
        return value.tensor;
      });
      const isNew = tensor.id > mark && !isVariable(tensor);
      return { tensor, dtype: (value as ComputedValue).dtype, isOwned: isNew }; // the tidy has set it
    },
    dispose: () => undefined,
  };
}

/** A deferred graph keeps the tensor until the variable is disposed. */
function fromKeptTensor(tensor: Tensor, dtype: VariableCreation['dtype']): InitialValueSource {
  const kept = { ...computedValue(tensor, dtype), tensor: keep(clone(tensor)) };
  return { isConstant: true, compute: () => kept, dispose: () => kept.tensor.dispose() };
}

/** An immediate graph uses the tensor and leaves it to its owner. */
function fromTensor(tensor: Tensor, dtype: VariableCreation['dtype'], opName: string): InitialValueSource {
  let isCreated = false;
  return {
    isConstant: true,
    compute() {
      if (isCreated) {
        throw new FailedPreconditionError(
          `Variable ${opName} was initialized from a tensor, which a graph with immediate initialization does not keep. Pass a function, or build it in a graph with deferred initialization.`,
          { variable: opName },
        );
      }
      isCreated = true;
      return computedValue(tensor, dtype);
    },
    dispose: () => undefined,
  };
}
