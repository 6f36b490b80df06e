import { square, tidy, type Scalar } from '@tensorflow/tfjs-core';
import { GraphKeys, isLiveLoss, type Regularizer } from '@varscope/spec';
import { applyRegularization } from '@varscope/regularizers';
import { addToCollection, getCollection, Graph, Variable } from '@varscope/store';
import { expectSame } from '@varscope/recorded-cases';
import { compareScalar } from './compare-scalar.js';
import { expectError } from './python-error.js';
import type { Match, RecordedError, RecordedTensor } from './recorded.js';
import { recordedScalar, recordedWeights } from './recorded-weights.js';
import { createRegularizer, type RecordedRegularizer } from './regularizer-factories.js';

/** A call of `apply_regularization`. */
export interface Applied {
  readonly id: string;
  /** A regularizer, or one in words. */
  readonly apply: RecordedRegularizer | string;
  readonly weights_list: readonly RecordedTensor[];
  readonly match: Match;
  readonly out?: RecordedTensor;
  readonly in_regularization_losses?: readonly string[];
  readonly error?: RecordedError;
}

const DESCRIBED: Readonly<Record<string, Regularizer>> = {
  'a regularizer returning a rank-1 tensor': (weights) => square(weights),
};

/** Throws a `Difference` unless the sum and the collection are the recorded ones, or the call is refused. */
export function checkApplied({ apply, weights_list, match, out, in_regularization_losses, error }: Applied): void {
  const graph = new Graph();
  const call = (): Scalar => applyRegularization(regularizerOf(apply), weights_list.map(createWeights), { getCollection, addToCollection });
  try {
    graph.run(() =>
      tidy(() => {
        if (error !== undefined) {
          expectError(error, call);
          return;
        }
        compareScalar(out === undefined ? 0 : recordedScalar(out), call(), match);
        const losses = getCollection(GraphKeys.REGULARIZATION_LOSSES).filter(isLiveLoss);
        expectSame('collection', in_regularization_losses, losses.map(({ name }) => name));
      }),
    );
  } finally {
    graph.dispose();
  }
}

function regularizerOf(apply: RecordedRegularizer | string): Regularizer {
  const regularizer = typeof apply === 'string' ? DESCRIBED[apply] : createRegularizer(apply);
  if (regularizer === undefined || regularizer === null) throw new Error(`cannot run ${JSON.stringify(apply)}`);
  return regularizer;
}

/** A variable, which knows its dtype where a tensor only knows its storage. */
function createWeights(recorded: RecordedTensor): Variable {
  return tidy(() => new Variable(recordedWeights(recorded), { dtype: recorded.dtype }));
}
