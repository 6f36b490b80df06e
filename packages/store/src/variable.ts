import type { Tensor, TensorLike } from '@tensorflow/tfjs-core';
import { VariableAggregation, VariableSynchronization, type Constraint, type DeviceSpecLike, type DType, type PartialShape } from '@varscope/spec';
import { createVariable } from './create-variable.js';
import type { GraphVariable } from './graph-variable.js';
import { isVariable } from './is-variable.js';

/** The options of `new Variable`. */
export interface VariableOptions {
  readonly name?: string | null;
  readonly trainable?: boolean | null;
  /** Default: the global variables. */
  readonly collections?: readonly string[] | null;
  readonly dtype?: DType | null;
  readonly shape?: PartialShape | null;
  readonly constraint?: Constraint | null;
  readonly cachingDevice?: DeviceSpecLike | null;
  /** Kept for creators. A shape that is known holds in any case, as in TensorFlow's resource variables; `shape` leaves it open. */
  readonly validateShape?: boolean;
  readonly useResource?: boolean | null;
  readonly synchronization?: VariableSynchronization | null;
  readonly aggregation?: VariableAggregation | null;
}

/** A value for a variable, or a function that computes it. */
export type InitialValueLike = Tensor | TensorLike | (() => Tensor | TensorLike);

/** A variable of Varscope: a tfjs variable that knows what TensorFlow knows of it. */
export type Variable = GraphVariable;

/** `new Variable(…)`, and `instanceof Variable`. */
export interface VariableConstructor {
  new (initialValue: InitialValueLike | null, options?: VariableOptions): Variable;
  [Symbol.hasInstance](value: unknown): value is Variable;
}

/**
 * `tf.Variable`: always a new variable of the current graph, named after the current name scope and made unique like an
 * op. `getVariable` does not find it. Variable creators take part, and may return another variable.
 */
export const Variable: VariableConstructor = Object.defineProperty(
  function (initialValue: InitialValueLike | null, options: VariableOptions = {}) {
    return createVariable({
      initialValue,
      name: options.name ?? null,
      trainable: options.trainable ?? null,
      collections: options.collections ?? null,
      dtype: options.dtype ?? null,
      shape: options.shape ?? null,
      constraint: options.constraint ?? null,
      cachingDevice: options.cachingDevice ?? null,
      validateShape: options.validateShape ?? true,
      useResource: options.useResource ?? null,
      synchronization: options.synchronization ?? VariableSynchronization.AUTO,
      aggregation: options.aggregation ?? VariableAggregation.NONE,
    });
  },
  Symbol.hasInstance,
  { value: isVariable },
) as unknown as VariableConstructor; // a function that returns an object can be called with `new`
