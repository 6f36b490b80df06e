import { isDeepStrictEqual } from 'node:util';
import { memory } from '@tensorflow/tfjs-core';
import type { ConformanceCase, Json } from './case-format.js';
import { runProgram } from './run-program.js';

/** Everything that a case did. */
export interface MeasuredCase {
  readonly trace: Json;
  readonly final: Json;
  readonly sessionTrace: Json;
  /** Tensors that were left behind. */
  readonly leakedTensors: number;
}

/**
 * Runs the program of a case twice: the values of its trace are those that both runs agree on, as in the golden
 * traces. The others are random, and `null`.
 */
export function measureCase(testCase: ConformanceCase): MeasuredCase {
  const before = memory().numTensors;
  const [first, second] = [runProgram(testCase), runProgram(testCase)];
  first.measured.forEach(({ put, value }, i) => {
    put(isDeepStrictEqual(value, second.measured[i]?.value) ? value : undefined);
  });
  const { trace, final, sessionTrace } = first;
  return { trace, final, sessionTrace, leakedTensors: memory().numTensors - before };
}
