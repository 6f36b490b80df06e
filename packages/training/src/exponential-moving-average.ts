import { add, div, minimum, mul, scalar, sub, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { dtypeInfo, GraphKeys, saveSliceInfo, type VariableLike } from '@varscope/spec';
import { ArgumentTypeError } from '@varscope/spec/errors';
import { getVariable, variableScope } from '@varscope/scopes';
import {
  device,
  globalVariables,
  movingAverageVariables,
  trainableVariables,
  uniqueName,
  type Variable,
} from '@varscope/store';
import { listVariables, type VariableSource } from './list-variables.js';

/** The options of `ExponentialMovingAverage`. */
export interface ExponentialMovingAverageOptions {
  /**
   * How many updates were made, such as a global step. With it the decay is at most `(1 + n) / (10 + n)`, so that
   * averages move faster at the start of training.
   */
  readonly numUpdates?: Tensor | (() => number) | null;
  /** What the names of averages end with. Default: `ExponentialMovingAverage`. */
  readonly name?: string;
}

/** Updates averages, as the op does that `apply` gives in TensorFlow. */
export interface MovingAverageUpdate {
  /** Moves the averages towards the present values of their variables. */
  run(): void;
}

/**
 * Keeps averages of variables that follow them slowly: `average -= (1 - decay) · (average - variable)`. The averages
 * are variables of the graph, not trainable, named `NAME/ExponentialMovingAverage`, where checkpoints of TensorFlow
 * have them. `tf.train.ExponentialMovingAverage`.
 *
 * It averages variables alone; tensors, and `zero_debias` which is for them, have no meaning where every step makes new
 * ones.
 *
 * @example
 * ```ts
 * const averages = new ExponentialMovingAverage(0.999);
 * const update = averages.apply();
 * update.run(); // after every step
 * ```
 */
export class ExponentialMovingAverage {
  readonly name: string;
  readonly #decay: number;
  readonly #numUpdates: Tensor | (() => number) | null;
  readonly #averages = new WeakMap<VariableLike, Variable>();

  /** @param decay how much of an average stays in an update: close to 1, such as 0.999. */
  constructor(decay: number, options: ExponentialMovingAverageOptions = {}) {
    this.#decay = decay;
    this.#numUpdates = options.numUpdates ?? null;
    this.name = options.name ?? 'ExponentialMovingAverage';
  }

  /**
   * Creates the averages that there are not yet, with the values that their variables have (or will be initialized
   * with), in the current scope as TensorFlow does. The result updates them. Default: the trainable variables of the
   * current graph.
   * @throws ArgumentTypeError when a variable is not of floats; no average is created then.
   */
  apply(variables?: VariableSource): MovingAverageUpdate {
    const averaged = listVariables(variables);
    averaged.forEach(requireFloats);
    const pairs = averaged.map((variable) => ({ variable, average: this.#existing(variable) ?? this.#create(variable) }));
    return {
      run: () => tidy(() => {
        const rate = sub(1, this.#currentDecay());
        for (const { variable, average } of pairs) average.assignSub(mul(sub<Tensor>(average, variable), rate));
      }),
    };
  }

  /** The average of a variable: a variable of the graph; `null` when it is not averaged. */
  average(variable: VariableLike): Variable | null {
    return this.#existing(variable) ?? null;
  }

  /** The op name of the average of a variable: the one that it has, or would get now. */
  averageName(variable: VariableLike): string {
    return this.#existing(variable)?.op.name ?? uniqueName(`${variable.op.name}/${this.name}`, { markAsUsed: false });
  }

  /**
   * What to restore from a checkpoint in order to use averages in place of variables: by the name in the checkpoint,
   * every global variable of the current graph, and under the name of its average each that is, or is by default, averaged.
   */
  variablesToRestore(
    averaged: Iterable<Variable> = [...trainableVariables(), ...movingAverageVariables()],
  ): Map<string, Variable> {
    const variables = new Set(averaged);
    const byName = new Map(Array.from(variables, (variable) => [this.averageName(variable), variable]));
    for (const variable of globalVariables()) {
      if (!variables.has(variable) && !byName.has(variable.op.name)) byName.set(variable.op.name, variable);
    }
    return byName;
  }

  #existing(variable: VariableLike): Variable | undefined {
    const average = this.#averages.get(variable);
    return average?.isDisposed === true ? undefined : average;
  }

  #create(variable: Variable): Variable {
    const average = variable.graph.run(() => onDeviceOf(variable, () => createSlot(variable, this.name)));
    variable.graph.collections.add(GraphKeys.MOVING_AVERAGE_VARIABLES, variable);
    this.#averages.set(variable, average);
    return average;
  }

  #currentDecay(): Tensor {
    const decay = scalar(this.#decay);
    if (this.#numUpdates === null) return decay;
    const updates = typeof this.#numUpdates === 'function' ? scalar(this.#numUpdates()) : this.#numUpdates;
    return minimum(decay, div(add(1, updates), add(10, updates)));
  }
}

function requireFloats({ name, declaredDtype }: Variable): void {
  if (dtypeInfo(declaredDtype)?.kind === 'floating') return;
  throw new ArgumentTypeError(`The variables must be half, float, or double: ${name}`, { found: declaredDtype });
}

/** TensorFlow colocates them: the device of the variable counts, whatever the device scopes say. */
function onDeviceOf<R>(variable: Variable, body: () => R): R {
  return variable.device === '' ? body() : device(null, () => device(variable.device, body));
}

/**
 * A variable that accompanies another, made as TensorFlow makes it: below the current variable scope, with its
 * regularizer and getters but not its partitioner. In contrast to TensorFlow also in a scope that reuses.
 */
function createSlot(primary: Variable, name: string): Variable {
  return variableScope(null, { defaultName: `${primary.op.name}/${name}` }, (scope) => {
    scope.setPartitioner(null);
    const slot = getVariable('', primary.shape, {
      dtype: primary.declaredDtype,
      initializer: () => primary.initializedValue(),
      trainable: false,
      reuse: false,
    });
    if (primary.saveSliceInfo !== null) {
      const { fullName, fullShape, varOffset, varShape } = primary.saveSliceInfo;
      const slotName = slot.op.name.slice(primary.op.name.length + 1);
      slot.saveSliceInfo = saveSliceInfo(`${fullName}/${slotName}`, fullShape, varOffset, varShape);
    }
    return slot;
  });
}
