import { tidy } from '@tensorflow/tfjs-core';
import { VARIABLE_COLLECTIONS, type Regularizer } from '@varscope/spec';
import { FailedPreconditionError } from '@varscope/spec/errors';
import { isBackendReady } from './engine.js';
import type { GraphVariable } from './graph-variable.js';
import { RegularizationLoss } from './regularization-loss.js';

/** Adds the loss of a new variable to the collection of its graph, unless the regularizer gives it none. */
export function addRegularizationLoss(key: string, variable: GraphVariable, regularizer: Regularizer): void {
  if (!givesLoss(variable, regularizer)) return;
  const { collections } = variable.graph;
  const loss = new RegularizationLoss(key, variable, regularizer);
  collections.add(VARIABLE_COLLECTIONS.REGULARIZATION_LOSSES, loss);
  variable.onDispose(() => {
    collections.remove(loss);
  });
}

/**
 * Calls the regularizer once, as TensorFlow does, to see whether it gives a loss. Where the variable has no value yet,
 * one that reads it does.
 */
function givesLoss(variable: GraphVariable, regularizer: Regularizer): boolean {
  if (!variable.isInitialized && !isBackendReady()) return true;
  let isLoss = false;
  try {
    tidy(() => {
      const loss: unknown = regularizer(variable);
      isLoss = loss !== null && loss !== undefined;
    });
  } catch (error) {
    if (variable.isInitialized || !FailedPreconditionError.isInstance(error)) throw error;
    isLoss = true;
  }
  return isLoss;
}
