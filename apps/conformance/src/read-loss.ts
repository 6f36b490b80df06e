import type { RegularizationLoss } from 'varscope';
import type { Json } from './case-format.js';
import { readValue } from './read-value.js';

/** The value of a regularization loss now. */
export function readLoss(loss: RegularizationLoss): Json {
  const value = loss.evaluate();
  try {
    return readValue(value);
  } finally {
    value.dispose();
  }
}
