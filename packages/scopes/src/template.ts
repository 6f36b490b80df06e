import type { CustomGetter } from '@varscope/spec';
import type { Variable } from '@varscope/store';
import type { VariableScope } from './scope.js';

/** The options of `makeTemplate`. */
export interface TemplateOptions<Keywords extends object = object> {
  /** Choose the scope at once rather than at the first call. */
  readonly createScopeNow?: boolean;
  /** The name of the scope, taken as it is rather than made unique. */
  readonly uniqueName?: string | null;
  /** A getter for the variables of the template, around those of the scope of the first call. */
  readonly customGetter?: CustomGetter | null;
  /** Keyword arguments that are bound now: the first argument of every call is merged over them. */
  readonly kwargs?: Partial<Keywords> | null;
}

/** A function whose variables are created by its first call and shared by the later ones. */
export interface Template<Parameters extends unknown[], Result> {
  (...parameters: Parameters): Result;
  /** The name that was given, as functions have one. */
  readonly name: string;
  /** The function that was given, with the bound arguments. */
  readonly func: (...parameters: Parameters) => Result;
  /** The scope of its variables; `null` before it is chosen. */
  readonly variableScope: VariableScope | null;
  /** The name of that scope with a final `/`. */
  readonly variableScopeName: string | null;
  /** The global and local variables of the scope, whoever made them; empty until a call has completed. */
  readonly variables: Variable[];
  readonly globalVariables: Variable[];
  readonly localVariables: Variable[];
  readonly trainableVariables: Variable[];
  readonly nonTrainableVariables: Variable[];
  /** TensorFlow's other names for the lists. */
  readonly weights: Variable[];
  readonly trainableWeights: Variable[];
  readonly nonTrainableWeights: Variable[];
}
