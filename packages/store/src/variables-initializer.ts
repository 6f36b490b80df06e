import { GraphMismatchError } from '@varscope/spec/errors';
import type { GraphVariable } from './graph-variable.js';

/** Gives variables their initial values when it is run: what `tf.variables_initializer` returns. */
export class VariablesInitializer {
  readonly variables: readonly GraphVariable[];

  constructor(variables: readonly GraphVariable[]) {
    this.variables = [...variables];
  }

  /**
   * Initializes the variables, each after those that its initial value reads. Running it again continues the random
   * streams, as a second run in a TensorFlow session does; in an immediate graph the first run gives the values that
   * the variables were created with.
   * @throws InitializerCycleError naming the variables whose initial values need each other.
   * @throws FailedPreconditionError when an initial value reads an uninitialized variable that is not in the list, or
   * was given as a tensor to an immediate graph, which does not keep it.
   */
  run(): void {
    const [first] = this.variables;
    if (first === undefined) return;
    if (this.variables.some((variable) => variable.graph !== first.graph)) {
      throw new GraphMismatchError('An initializer cannot run for variables of different graphs.');
    }
    first.graph.initializing.run(this.variables);
  }
}
