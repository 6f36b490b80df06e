import type { Tensor } from '@tensorflow/tfjs-core';
import { Graph, variablesInitializer } from 'varscope';
import type { ConformanceCase, Json } from './case-format.js';
import { define } from './define.js';
import { DefinitionIds } from './definition-ids.js';
import { FinalState } from './final-state.js';
import { Interpreter } from './interpreter.js';
import { ProgramEnvironment } from './program-environment.js';
import { runSession } from './run-session.js';
import { TraceFacts } from './trace-facts.js';
import { TraceRecorder, type MeasuredValue } from './trace-recorder.js';

/** What one run of a program did. The values are in `measured` until they are put into their places. */
export interface ProgramRun {
  readonly trace: Json;
  readonly final: Json;
  /** `null` without a session phase. */
  readonly sessionTrace: Json;
  readonly measured: readonly MeasuredValue[];
}

/** Runs a program once, in a graph of its own: a deferred one if the case has a session phase. */
export function runProgram(testCase: ConformanceCase): ProgramRun {
  const graph = new Graph({ initialization: testCase.session === undefined ? 'immediate' : 'deferred' });
  const environment = new ProgramEnvironment();
  try {
    return graph.run(() => runInGraph(testCase, graph, environment));
  } finally {
    environment.dispose();
    graph.dispose();
  }
}

function runInGraph(testCase: ConformanceCase, graph: Graph, environment: ProgramEnvironment): ProgramRun {
  const recorder = new TraceRecorder();
  const ids = new DefinitionIds();
  const facts = new TraceFacts(graph, recorder, ids);
  defineAll(testCase, environment, ids, recorder, facts);
  new Interpreter({ environment, facts, recorder }).run(testCase.steps);

  const final = new FinalState(graph, recorder, facts);
  const sessionTrace = testCase.session === undefined ? null : runSession(testCase.session, environment);
  // The values of a trace are the initial ones, whatever the session assigned.
  if (graph.initialization === 'deferred') variablesInitializer(final.variables).run();
  recorder.measureAwaited();
  final.measure();
  return { trace: recorder.trace, final: final.facts, sessionTrace, measured: recorder.measured };
}

function defineAll(
  testCase: ConformanceCase,
  environment: ProgramEnvironment,
  ids: DefinitionIds,
  recorder: TraceRecorder,
  facts: TraceFacts,
): void {
  const services = {
    own: (tensor: Tensor) => environment.own(tensor),
    options: <T>(args: Parameters<typeof environment.options>[0]) => environment.options<T>(args),
    logGetter: (...call: Parameters<TraceFacts['getterCall']>) => recorder.call(facts.getterCall(...call)),
    logCreator: (...call: Parameters<TraceFacts['creatorCall']>) => recorder.call(facts.creatorCall(...call)),
  };
  for (const [id, definition] of Object.entries(testCase.defs ?? {})) {
    const object = define(id, definition, services);
    environment.define(id, object);
    ids.add(definition.kind, object, id);
  }
}
