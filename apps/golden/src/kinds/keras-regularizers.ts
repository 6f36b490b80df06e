import { ones, tidy } from '@tensorflow/tfjs-core';
import type { Shape } from '@varscope/spec';
import type { KerasRegularizer } from '@varscope/regularizers';
import { Difference, expectSame, type RecordedCase } from '@varscope/recorded-cases';
import { compareScalar } from '../compare-scalar.js';
import { decodeArgument } from '../decode-argument.js';
import { expectError } from '../python-error.js';
import type { Match, RecordedArguments, RecordedError, RecordedFile, RecordedTensor } from '../recorded.js';
import { recordedScalar, recordedWeights } from '../recorded-weights.js';
import { createRegularizer, type RecordedRegularizer } from '../regularizer-factories.js';

interface KerasFile extends RecordedFile {
  readonly cases: readonly KerasCase[];
  readonly orthogonal_regularizer: readonly Omit<KerasCase, 'regularizer'>[];
  readonly arguments: readonly ArgumentCase[];
  readonly configs: readonly ConfigCase[];
}

interface KerasCase extends RecordedRegularizer {
  readonly id: string;
  readonly weights: RecordedTensor;
  readonly keras3: RecordedTensor;
  readonly keras2?: RecordedTensor;
  readonly match: Match;
}

/** Keras 3, which Varscope follows, and Keras 2 differ in what they refuse and in their configs. */
type Library = 'keras2' | 'keras3';

interface ArgumentCase extends RecordedRegularizer {
  readonly id: string;
  readonly library: Library;
  readonly call_shape?: Shape;
  readonly ok?: boolean;
  readonly error?: RecordedError;
}

interface ConfigCase {
  readonly library: Library;
  readonly regularizer?: string;
  readonly args?: RecordedArguments;
  readonly config?: RecordedArguments;
}

/**
 * `"kind": "keras_regularizers"`: values, which Keras 2 and 3 agree on, and what Keras 3 refuses and tells of its
 * arguments. Rows of Keras 2, which takes other arguments, and of the look-up by name, which Varscope has not, are no cases.
 */
export function kerasRegularizerCases(recorded: RecordedFile): RecordedCase[] {
  const file = recorded as KerasFile; // of this kind
  const orthogonal = file.orthogonal_regularizer.map((one) => ({ ...one, regularizer: 'OrthogonalRegularizer' }));
  return [
    ...[...file.cases, ...orthogonal].map((one) => ({ id: one.id, check: () => checkPenalty(one) })),
    ...file.arguments.filter(isKeras3).map((one) => ({ id: one.id, check: () => checkArguments(one) })),
    ...file.configs.filter(isKeras3).flatMap(({ regularizer, args, config }, index) =>
      regularizer === undefined || args === undefined
        ? []
        : [{ id: `configs/${index}`, check: () => expectSame('config', config, create({ regularizer, args }).getConfig()) }],
    ),
  ];
}

function isKeras3({ library }: { readonly library: Library }): boolean {
  return library === 'keras3';
}

function create({ regularizer, args }: RecordedRegularizer): KerasRegularizer {
  const decoded = Object.fromEntries(Object.entries(args).map(([name, value]) => [name, decodeArgument(value)]));
  return createRegularizer({ regularizer, args: decoded }) as KerasRegularizer; // all of them are
}

function checkPenalty({ weights, keras2, keras3, match, ...made }: KerasCase): void {
  tidy(() => {
    const penalty = create(made)(recordedWeights(weights));
    compareScalar(recordedScalar(keras3), penalty, match);
    if (keras2 !== undefined) compareScalar(recordedScalar(keras2), penalty, match);
  });
}

function checkArguments({ call_shape = [2, 2], ok, error, ...made }: ArgumentCase): void {
  tidy(() => {
    const call = (): unknown => create(made)(ones([...call_shape]));
    if (error !== undefined) expectError(error, call);
    else if (ok !== true || call() === null) throw new Difference('penalty', 'a tensor', null);
  });
}
