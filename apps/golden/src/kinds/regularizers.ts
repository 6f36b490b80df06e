import { tidy, type Tensor } from '@tensorflow/tfjs-core';
import type { Regularizer } from '@varscope/spec';
import { Difference, expectSame, type RecordedCase } from '@varscope/recorded-cases';
import { checkApplied, type Applied } from '../applied-regularization.js';
import { compareScalar } from '../compare-scalar.js';
import { decodeArgument } from '../decode-argument.js';
import { expectError } from '../python-error.js';
import type { Match, RecordedError, RecordedFile, RecordedTensor } from '../recorded.js';
import { recordedScalar, recordedWeights } from '../recorded-weights.js';
import { createRegularizer, type RecordedRegularizer } from '../regularizer-factories.js';
import {
  checkRegularizedVariables,
  checkRegularizerNames,
  type RegularizedVariables,
  type RegularizerNames,
} from '../regularized-variables.js';

interface RegularizerFile extends RecordedFile {
  readonly cases: readonly PenaltyCase[];
  readonly apply_regularization: readonly Applied[];
  readonly arguments: readonly ArgumentCase[];
  readonly names: readonly RegularizerNames[];
  readonly variables: readonly RegularizedVariables[];
}

interface PenaltyCase extends RecordedRegularizer {
  readonly id: string;
  readonly weights: RecordedTensor;
  readonly op_name: string;
  readonly out: RecordedTensor;
  readonly match: Match;
}

interface ArgumentCase extends RecordedRegularizer {
  readonly id: string;
  /** The type of each argument in Python. */
  readonly arg_types: Readonly<Record<string, string>>;
  readonly call_weights: RecordedTensor | null;
  readonly returns?: 'function' | 'null';
  readonly call_returns?: 'tensor' | 'null';
  readonly error?: RecordedError;
}

/** `"kind": "regularizers"`: the family of `tf.contrib.layers`. */
export function regularizerCases(recorded: RecordedFile): RecordedCase[] {
  const file = recorded as RegularizerFile; // of this kind
  return [
    ...file.cases.map((one) => ({ id: one.id, check: () => checkPenalty(one) })),
    ...file.apply_regularization.map((one) => ({ id: one.id, check: () => checkApplied(one) })),
    ...file.arguments.map((one) => ({ id: one.id, check: () => checkArguments(one) })),
    ...file.names.map((one, index) => ({ id: `names/${index}`, check: () => checkRegularizerNames(one) })),
    ...file.variables.map((one, index) => ({ id: `variables/${index}`, check: () => checkRegularizedVariables(one) })),
  ];
}

function checkPenalty({ weights, op_name, out, match, ...made }: PenaltyCase): void {
  tidy(() => {
    const regularizer = createRegularizer(made);
    const penalty = regularizer?.(recordedWeights(weights)) ?? null;
    if (penalty === null) throw new Difference('penalty', recordedScalar(out), null);
    expectSame('name', op_name, regularizer?.name);
    compareScalar(recordedScalar(out), penalty, match);
  });
}

function checkArguments({ regularizer, args, arg_types, call_weights, returns, call_returns, error }: ArgumentCase): void {
  const given = Object.fromEntries(Object.entries(args).map(([name, value]) => [name, fromPython(value, arg_types[name])]));
  const make = (): Regularizer | null => createRegularizer({ regularizer, args: given });
  const call = (): Tensor | null => (call_weights === null ? null : (make()?.(recordedWeights(call_weights)) ?? null));
  tidy(() => {
    if (error !== undefined) {
      expectError(error, call);
      return;
    }
    expectSame('regularizer', returns, make() === null ? 'null' : 'function');
    if (call_returns !== undefined) expectSame('penalty', call_returns, call() === null ? 'null' : 'tensor');
  });
}

/** An integer of Python is a bigint: the numbers of JavaScript are Python's floats. */
function fromPython(value: unknown, type: string | undefined): unknown {
  return type === 'int' ? BigInt(value as number) : decodeArgument(value); // an integer
}
