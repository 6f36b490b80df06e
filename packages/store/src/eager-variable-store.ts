import { runInFrame } from './context.js';
import { currentFrame } from './current-frame.js';
import type { GraphVariable } from './graph-variable.js';
import { Variable } from './variable.js';
import { VariableStore } from './variable-store.js';

/** A variable store of one's own: its keys are separate from those of other stores, the op names of the graph are not. */
export class EagerVariableStore {
  readonly #store: VariableStore = new VariableStore();

  /** Runs `body` with this as the store that `getVariable` looks in. */
  asDefault<R>(body: () => R): R {
    const outer = currentFrame();
    return runInFrame({ ...outer, store: this.#store, outer }, body);
  }

  /** Its variables, sorted by name. */
  variables(): GraphVariable[] {
    return [...this.#store.variables.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }

  trainableVariables(): GraphVariable[] {
    return this.variables().filter((variable) => variable.trainable);
  }

  nonTrainableVariables(): GraphVariable[] {
    return this.variables().filter((variable) => !variable.trainable);
  }

  /** A store with new variables under the same keys, with the present values; their op names are made unique. */
  copy(): EagerVariableStore {
    const copy = new EagerVariableStore();
    for (const [key, variable] of this.#store.variables) {
      const value = variable.readValue();
      try {
        const { op, trainable, declaredDtype: dtype } = variable;
        copy.#store.add(key, new Variable(value, { name: op.name, trainable, dtype }));
      } finally {
        value.dispose();
      }
    }
    return copy;
  }
}
