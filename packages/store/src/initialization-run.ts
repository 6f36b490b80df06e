import { InitializerCycleError } from '@varscope/spec/errors';
import type { GraphVariable } from './graph-variable.js';

/** One run of an initializer op: which variables it initializes, and which of them it is at. */
export class InitializationRun {
  #pending: Set<GraphVariable> | null = null;
  readonly #path: GraphVariable[] = [];

  /** Initializes all of `variables`; one that another needs comes before it. */
  run(variables: Iterable<GraphVariable>): void {
    const outer = this.#pending;
    this.#pending = new Set(variables);
    try {
      for (const variable of this.#pending) this.initialize(variable);
    } finally {
      this.#pending = outer;
    }
  }

  /** Whether this run is to initialize `variable` and has not yet done so. */
  isPending(variable: GraphVariable): boolean {
    return this.#pending?.has(variable) ?? false;
  }

  /**
   * Initializes one of the variables of this run.
   * @throws InitializerCycleError when its initial value needs itself.
   */
  initialize(variable: GraphVariable): void {
    const start = this.#path.indexOf(variable);
    if (start >= 0) throw cycleError([...this.#path.slice(start), variable]);
    this.#path.push(variable);
    try {
      variable.setInitialValue();
      this.#pending?.delete(variable);
    } finally {
      this.#path.pop();
    }
  }
}

function cycleError(cycle: GraphVariable[]): InitializerCycleError {
  const names = cycle.map((variable) => variable.op.name);
  return new InitializerCycleError(`The initial values of these variables need each other: ${names.join(' -> ')}.`, {
    variable: names[0],
  });
}
