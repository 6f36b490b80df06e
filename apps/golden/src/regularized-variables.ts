import { tidy } from '@tensorflow/tfjs-core';
import { GraphKeys, isLiveLoss, type Regularizer } from '@varscope/spec';
import { constantInitializer } from '@varscope/initializers';
import { fixedSizePartitioner } from '@varscope/partitioners';
import {
  applyRegularization,
  l1L2Regularizer,
  l1Regularizer,
  l2Regularizer,
  noRegularizer,
  sumRegularizer,
} from '@varscope/regularizers';
import { getVariable, variableScope } from '@varscope/scopes';
import {
  addToCollection,
  getCollection,
  getRegularizationLoss,
  getRegularizationLosses,
  globalVariables,
  Graph,
  nameScope,
  uniqueName,
  Variable,
} from '@varscope/store';
import { expectSame } from '@varscope/recorded-cases';
import { compareScalar } from './compare-scalar.js';
import type { Match } from './recorded.js';

/** A situation in words, and the names of the tensors that TensorFlow made in it. */
export interface RegularizerNames {
  readonly what: string;
  readonly tensors: readonly string[];
}

/** A situation in words, and the regularization losses that TensorFlow collected in it. */
export interface RegularizedVariables {
  readonly what: string;
  readonly match: Match;
  readonly variables: readonly string[];
  readonly losses: readonly { readonly name: string; readonly value: number }[];
  readonly total: number;
}

/** Throws a `Difference` unless the ops of the penalties would have the recorded names. */
export function checkRegularizerNames({ what, tensors }: RegularizerNames): void {
  expectSame(what, tensors, runIn(NAMES, what));
}

/** Throws a `Difference` unless Varscope creates the same variables with the same losses. */
export function checkRegularizedVariables({ what, match, variables, losses, total }: RegularizedVariables): void {
  runIn(VARIABLES, what, () => {
    expectSame('variables', variables, globalVariables().map(({ op }) => op.name));
    expectSame('losses', losses.map(({ name }) => name), lossNames());
    tidy(() => {
      const values = getRegularizationLosses();
      losses.forEach(({ value }, index) => compareScalar(value, values[index] as (typeof values)[number], match)); // as many
      compareScalar(total, getRegularizationLoss(), match);
    });
  });
}

function lossNames(): string[] {
  return getCollection(GraphKeys.REGULARIZATION_LOSSES).filter(isLiveLoss).map(({ name }) => name);
}

/** Runs a situation in a graph of its own, and then `observe`; gives what the situation gives. */
function runIn<T>(situations: Readonly<Record<string, () => T>>, what: string, observe?: () => void): T {
  const situation = situations[what];
  if (situation === undefined) throw new Error(`cannot run "${what}"`);
  const graph = new Graph();
  try {
    return graph.run(() => {
      const result = situation();
      observe?.();
      return result;
    });
  } finally {
    graph.dispose();
  }
}

/** The names that TensorFlow gives the ops of regularizers, which are called in this order. */
function opNames(...regularizers: readonly (Regularizer | null)[]): string[] {
  return regularizers.map((regularizer) => `${uniqueName(regularizer?.name ?? '')}:0`);
}

const NAMES: Readonly<Record<string, () => readonly string[]>> = {
  'l1 twice, l2 twice': () => opNames(l1Regularizer(0.5), l1Regularizer(0.5), l2Regularizer(0.5), l2Regularizer(0.5)),
  "l1 and l2 with scope 'foo'": () => opNames(l1Regularizer(0.5, 'foo'), l2Regularizer(0.5, 'foo')),
  'l1_l2 default scope': () => opNames(l1L2Regularizer(0.5, 0.25)),
  "l1_l2 with scope 'l1_l2' inside name_scope 'foo'": () => nameScope('foo', () => opNames(l1L2Regularizer(0.5, 0.25, 'l1_l2'))),
  'l1_l2 with scale_l1 0': () => opNames(l1L2Regularizer(0, 0.25)),
  'sum of l1 and l2': () => opNames(sumRegularizer([l1Regularizer(0.5), l2Regularizer(0.5)])),
  "sum with scope 's'": () => opNames(sumRegularizer([l1Regularizer(0.5)], 's')),
  apply_regularization: () => {
    applyRegularization(l2Regularizer(0.5), [new Variable([1, 2])], { getCollection, addToCollection }).dispose();
    return lossNames();
  },
};

const VARIABLES: Readonly<Record<string, () => void>> = {
  "get_variable('w',[2,3],constant 2.0, l2 0.1)": () => {
    getVariable('w', [2, 3], { initializer: constantInitializer(2), regularizer: l2Regularizer(0.1) });
  },
  ["variable_scope('net', l1 0.5): a [2] -1; b [3] 4 with l2 0.25; c [2] 1 with no_regularizer; " +
  'inner/d [2] 3; off(no_regularizer)/e [2] 3']: () => {
    variableScope('net', { regularizer: l1Regularizer(0.5) }, () => {
      getVariable('a', [2], { initializer: constantInitializer(-1) });
      getVariable('b', [3], { initializer: constantInitializer(4), regularizer: l2Regularizer(0.25) });
      getVariable('c', [2], { initializer: constantInitializer(1), regularizer: noRegularizer });
      variableScope('inner', {}, () => getVariable('d', [2], { initializer: constantInitializer(3) }));
      variableScope('off', { regularizer: noRegularizer }, () => getVariable('e', [2], { initializer: constantInitializer(3) }));
    });
  },
  "partitioned get_variable('p',[7,2],constant 1, l2 1.0, fixed_size_partitioner(3)): one loss per shard": () => {
    const partitioner = fixedSizePartitioner(3);
    getVariable('p', [7, 2], { initializer: constantInitializer(1), regularizer: l2Regularizer(1), partitioner });
  },
  'l2 with scale 0.0: nothing is collected': () => {
    getVariable('w', [2], { regularizer: l2Regularizer(0) });
  },
  'created, then reused with the same regularizer: collected once': () => {
    for (const reuse of [null, true] as const) {
      const options = { initializer: constantInitializer(2), regularizer: l1Regularizer(0.5) };
      variableScope('s', { reuse }, () => getVariable('w', [2, 2], options));
    }
  },
  'no regularizers at all: total is the constant 0.0': () => {
    getVariable('i', [2]);
  },
  'w with l1_l2(0.5,0.5), v with sum([l1(1.0), null])': () => {
    getVariable('w', [2], { initializer: constantInitializer(2), regularizer: l1L2Regularizer(0.5, 0.5) });
    getVariable('v', [2], { initializer: constantInitializer(1), regularizer: sumRegularizer([l1Regularizer(1), null]) });
  },
};
