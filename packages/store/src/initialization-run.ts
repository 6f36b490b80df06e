import { InitializerCycleError } from '@varscope/spec/errors';
import type { GraphVariable } from './graph-variable.js';

/** One run of an initializer op: which variables it initializes, and which of them it is at. */
export class InitializationRun {
  #pending: Set<GraphVariable> | null = null;
  /** The variables that have their initial values for the time of a preview. */
  #borrowers: GraphVariable[] | null = null;
  readonly #path: GraphVariable[] = [];

  /** Initializes all of `variables`; one that another needs comes before it. */
  run(variables: Iterable<GraphVariable>): void {
    const outer = this.#pending;
    this.#pending = new Set(variables);
    try {
      for (const variable of this.#pending) this.#initialize(variable);
    } finally {
      this.#pending = outer;
    }
  }

  /**
   * Runs `compute` with every variable that has no value at its initial one, and takes the values back: what an initial
   * value would be that reads other variables.
   */
  preview<R>(compute: () => R): R {
    const outer = this.#borrowers;
    const borrowers: GraphVariable[] = (this.#borrowers = []);
    try {
      return compute();
    } finally {
      this.#borrowers = outer;
      for (const variable of borrowers) variable.forgetValue();
    }
  }

  /**
   * Gives a variable without a value one that an initial value reads, if this run is to, and tells whether it has.
   * @throws InitializerCycleError when its initial value needs itself.
   */
  supply(variable: GraphVariable): boolean {
    if (this.#pending?.has(variable) === true) this.#initialize(variable);
    else if (this.#borrowers === null) return false;
    else this.#borrow(variable, this.#borrowers);
    return true;
  }

  #initialize(variable: GraphVariable): void {
    this.#at(variable, () => {
      variable.setInitialValue();
      this.#pending?.delete(variable);
    });
  }

  #borrow(variable: GraphVariable, borrowers: GraphVariable[]): void {
    this.#at(variable, () => {
      variable.borrowInitialValue();
      borrowers.push(variable);
    });
  }

  #at(variable: GraphVariable, step: () => void): void {
    const start = this.#path.indexOf(variable);
    if (start >= 0) throw cycleError([...this.#path.slice(start), variable]);
    this.#path.push(variable);
    try {
      step();
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
