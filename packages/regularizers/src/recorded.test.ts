import '@tensorflow/tfjs-backend-cpu';
import { tensor, tidy, zeros, type Tensor } from '@tensorflow/tfjs-core';
import type { Regularizer } from '@varscope/spec';
import { VarscopeError } from '@varscope/spec/errors';
import { describe, expect, it } from 'vitest';
import file from '../testdata/regularizers.json' with { type: 'json' };
import { applyRegularization } from './apply-regularization.js';
import { l1L2Regularizer } from './l1-l2-regularizer.js';
import { l1L2 } from './l1-l2.js';
import { l1Regularizer } from './l1-regularizer.js';
import { l1 } from './l1.js';
import { l2Regularizer } from './l2-regularizer.js';
import { l2 } from './l2.js';
import { noRegularizer } from './no-regularizer.js';
import { orthogonalRegularizer } from './orthogonal-regularizer.js';
import { sumRegularizer } from './sum-regularizer.js';

type Arguments = Readonly<Record<string, unknown>>;
interface Made {
  readonly regularizer: string;
  readonly args: Arguments;
}
type ValueCase = readonly [regularizer: string, args: Arguments, weights: number, result: number | string, rtol: number];

// Wider than the types of the file, which says how it was recorded.
const recording = file as unknown as {
  readonly weights: readonly { readonly dtype: string; readonly shape: number[]; readonly float32: string }[];
  readonly contrib: readonly ValueCase[];
  readonly keras: readonly ValueCase[];
  readonly applied: readonly (readonly [made: Made, weights: readonly number[], result: number | string])[];
  readonly arguments: readonly (readonly [
    regularizer: string,
    args: Arguments,
    types: Readonly<Record<string, string>>,
    dtype: 'float32' | 'int32' | null,
    outcome: string,
  ])[];
  readonly kerasArguments: readonly (readonly [
    regularizer: string,
    args: Arguments,
    shape: number[] | null,
    outcome: 'ok' | 'error',
  ])[];
  readonly configs: readonly (readonly [regularizer: string, args: Arguments, config: object])[];
};

// Arguments come from a file and may be wrong on purpose, so that they have no types here.
const makers: Readonly<Record<string, (args: Arguments) => Regularizer | null>> = {
  l1_regularizer: ({ scale }) => l1Regularizer(scale as number),
  l2_regularizer: ({ scale }) => l2Regularizer(scale as number),
  l1_l2_regularizer: ({ scale_l1, scale_l2 }) => l1L2Regularizer(scale_l1 as number, scale_l2 as number),
  sum_regularizer: ({ regularizers }) =>
    sumRegularizer((regularizers as readonly (Made | null)[]).map((one) => (one === null ? null : make(one)))),
  L1: (args) => l1(args['l1'] as number),
  L2: (args) => l2(args['l2'] as number),
  L1L2: (args) => l1L2((args['l1'] ?? 0) as number, (args['l2'] ?? 0) as number),
  OrthogonalRegularizer: (args) => orthogonalRegularizer(args),
};

function make({ regularizer, args }: Made): Regularizer | null {
  return (makers[regularizer] as (typeof makers)[string])(args);
}

function weightsOf(index: number): Tensor {
  const { shape, float32 } = recording.weights[index] as (typeof recording.weights)[number];
  return tensor(new Float32Array(Uint8Array.from(atob(float32), (byte) => byte.charCodeAt(0)).buffer), shape);
}

function expectClose(found: number, expected: number, rtol: number): void {
  if (Number.isNaN(expected)) expect(found).toBeNaN();
  else expect(Math.abs(found - expected)).toBeLessThanOrEqual(rtol * Math.abs(expected));
}

describe.each([...recording.contrib, ...recording.keras])('%s %j of weights %i', (regularizer, args, index, result, rtol) => {
  it(`gives ${result}`, () => {
    tidy(() => {
      const penalty = (make({ regularizer, args }) as Regularizer)(weightsOf(index)) as Tensor;
      expect(penalty.shape).toEqual([]);
      // Double precision is not to be had: TensorFlow's tolerance of 1e-14 becomes that of float32.
      expectClose(penalty.dataSync()[0] as number, Number(result), Math.max(rtol, 2e-6));
    });
  });
});

/** Weights as a variable of Varscope has them: stored in float32, with the dtype that TensorFlow knows. */
function variableOf(index: number): Tensor {
  return Object.assign(weightsOf(index), { declaredDtype: recording.weights[index]?.dtype });
}

describe.each(recording.applied)('applyRegularization %j to variables %j', (made, indices, result) => {
  it(`gives ${result}`, () => {
    tidy(() => {
      const apply = (): number => applyRegularization(make(made) as Regularizer, indices.map(variableOf)).dataSync()[0] as number;
      if (typeof result === 'string') expect(outcome(() => tensor(apply()))).toBe(result);
      else expectClose(apply(), result, 1e-5);
    });
  });
});

it('adds the penalties of float64 and float32 where both are plain tensors, because tfjs stores both as float32', () => {
  const mixed = recording.applied.find(([, , result]) => result === 'TypeError');
  const [made, indices] = mixed as (typeof recording.applied)[number]; // one is recorded
  tidy(() => {
    const regularizer = make(made) as Regularizer;
    const penalties = indices.map((index) => regularizer(weightsOf(index))?.dataSync()[0] as number);
    const sum = applyRegularization(regularizer, indices.map(weightsOf)).dataSync()[0] as number;
    expectClose(sum, penalties.reduce((a, b) => a + b), 1e-6);
  });
});

/** A recorded Python value: JavaScript's integers are bigints, and what JSON lacks is written out. */
function fromPython(value: unknown, type: string | undefined): unknown {
  if (type === 'int') return BigInt(value as number);
  if (type === 'float') return typeof value === 'number' ? value : Number((value as { float: string }).float.replace('inf', 'Infinity'));
  return value;
}

function outcome(call: () => Tensor | null): string {
  try {
    return call() === null ? 'null' : 'tensor';
  } catch (error) {
    if (!VarscopeError.isInstance(error)) throw error;
    return error.tensorflowError;
  }
}

describe.each(recording.arguments)('%s %j (%j) of %s weights', (regularizer, args, types, dtype, expected) => {
  it(`gives ${expected}`, () => {
    const given = Object.fromEntries(Object.entries(args).map(([key, value]) => [key, fromPython(value, types[key])]));
    tidy(() => {
      const found = outcome(() => make({ regularizer, args: given })?.(zeros([2], dtype ?? 'float32')) ?? null);
      // A missing scale has the wrong type, here as everywhere; TensorFlow converts it and has a ValueError.
      expect(found).toBe(given['scale'] === null ? 'TypeError' : expected);
    });
  });
});

describe.each(recording.kerasArguments)('%s %j of weights of shape %j', (regularizer, args, shape, expected) => {
  it(`is ${expected}`, () => {
    const given = Object.fromEntries(
      Object.entries(args).map(([key, value]) => [key, value !== null && typeof value === 'object' ? fromPython(value, 'float') : value]),
    );
    tidy(() => {
      const found = outcome(() => make({ regularizer, args: given })?.(zeros(shape ?? [2, 2])) ?? null);
      expect(found).toBe(expected === 'ok' ? 'tensor' : 'ValueError');
    });
  });
});

it.each(recording.configs)('%s %j has the configuration %j', (regularizer, args, config) => {
  expect((make({ regularizer, args }) as ReturnType<typeof l2>).getConfig()).toEqual(config);
});

it('has no penalty without a regularizer', () => {
  tidy(() => {
    expect(noRegularizer(zeros([2]))).toBeNull();
  });
});
