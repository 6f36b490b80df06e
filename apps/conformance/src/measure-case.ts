import { isDeepStrictEqual } from 'node:util';
import { memory } from '@tensorflow/tfjs-core';
import { variablesInitializer } from 'varscope';
import type { ConformanceCase, Json } from './case-format.js';
import { FinalState } from './final-state.js';
import { runProgram, type FinishedProgram } from './run-program.js';
import { runSession } from './run-session.js';
import type { MeasuredValue } from './trace-recorder.js';

/** Everything that a case did. */
export interface MeasuredCase {
  readonly trace: Json;
  readonly final: Json;
  /** `null` without a session phase. */
  readonly sessionTrace: Json;
  /** Tensors that were left behind. */
  readonly leakedTensors: number;
}

/**
 * Runs the program of a case twice: the values of its trace are those that both runs agree on, as in the golden
 * traces. The others are random, and `null`. The session phase has a run of its own, as it has in TensorFlow.
 */
export function measureCase(testCase: ConformanceCase): MeasuredCase {
  const before = memory().numTensors;
  const first = runProgram(testCase, measure);
  const second = runProgram(testCase, measure);
  first.measured.forEach(({ put, value }, i) => {
    put(isDeepStrictEqual(value, second.measured[i]?.value) ? value : undefined);
  });
  const { session } = testCase;
  const sessionTrace =
    session === undefined ? null : runProgram(testCase, ({ environment }) => runSession(session, environment));
  return { trace: first.trace, final: first.final, sessionTrace, leakedTensors: memory().numTensors - before };
}

/** What one run of a program did. The values are in `measured` until they are put into their places. */
interface MeasuredRun {
  readonly trace: Json;
  readonly final: Json;
  readonly measured: readonly MeasuredValue[];
}

function measure({ graph, facts, recorder }: FinishedProgram): MeasuredRun {
  const final = new FinalState(graph, recorder, facts);
  if (graph.initialization === 'deferred') variablesInitializer(final.variables).run();
  recorder.measureAwaited();
  final.measure();
  return { trace: recorder.trace, final: final.facts, measured: recorder.measured };
}
