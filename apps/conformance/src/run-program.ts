import { Graph } from 'varscope';
import type { Arguments, ConformanceCase } from './case-format.js';
import { define } from './define.js';
import { DefinitionIds } from './definition-ids.js';
import type { DefinitionServices } from './definitions/definition-services.js';
import { Interpreter } from './interpreter.js';
import { ProgramEnvironment } from './program-environment.js';
import { TraceFacts } from './trace-facts.js';
import { TraceRecorder } from './trace-recorder.js';

/** A program that has been run, while its graph is still there. */
export interface FinishedProgram {
  readonly graph: Graph;
  readonly environment: ProgramEnvironment;
  readonly facts: TraceFacts;
  readonly recorder: TraceRecorder;
}

/**
 * Runs the program of a case, in a graph of its own: a deferred one if the case has a session phase. `finish` looks at
 * what it did; after that the graph and everything that the program made are gone.
 */
export function runProgram<T>(testCase: ConformanceCase, finish: (program: FinishedProgram) => T): T {
  const graph = new Graph({ initialization: testCase.session === undefined ? 'immediate' : 'deferred' });
  const environment = new ProgramEnvironment();
  try {
    return graph.run(() => {
      const recorder = new TraceRecorder();
      const ids = new DefinitionIds();
      const facts = new TraceFacts(graph, recorder, ids);
      const services: DefinitionServices = {
        own: (tensor) => environment.own(tensor),
        options: <O>(args: Arguments) => environment.options<O>(args),
        logGetter: (...call) => recorder.call(facts.getterCall(...call)),
        logCreator: (...call) => recorder.call(facts.creatorCall(...call)),
      };
      for (const [id, definition] of Object.entries(testCase.defs ?? {})) {
        const object = define(id, definition, services);
        environment.define(id, object);
        ids.add(definition.kind, object, id);
      }
      new Interpreter({ environment, facts, recorder }).run(testCase.steps);
      return finish({ graph, environment, facts, recorder });
    });
  } finally {
    environment.dispose();
    graph.dispose();
  }
}
