/** A variable that takes a value, and the tensor of the checkpoint that it takes it from. */
export interface LoadedVariable {
  /** Name of the variable, without `:0`. */
  readonly variable: string;
  readonly tensor: string;
}

/** A variable whose tensor the checkpoint does not have; a partitioned one once, by its own name. */
export interface MissingTensor extends LoadedVariable {
  /** How many variables it is: the parts of a partitioned one, else 1. */
  readonly parts: number;
  /** Names of the checkpoint that are close, the closest first. */
  readonly nearest: readonly string[];
}

/** A variable whose tensor has another shape or dtype. */
export interface MismatchedTensor extends LoadedVariable {
  /** Of the variable. */
  readonly expected: string;
  /** Of the tensor. */
  readonly found: string;
}

/** What a checkpoint has for the variables that are to be restored from it. */
export interface LoadReport {
  /** The checkpoint. */
  readonly path: string;
  /** The variables that fit. When an error carries the report, they have not been changed either. */
  readonly restored: readonly LoadedVariable[];
  readonly missing: readonly MissingTensor[];
  readonly wrongShape: readonly MismatchedTensor[];
  readonly wrongDtype: readonly MismatchedTensor[];
  /** The tensors of the checkpoint that no variable asks for. */
  readonly unexpected: readonly string[];
  /**
   * An assignment map for `initFromCheckpoint` that would find what is missing, as far as shapes, dtypes and the ends of
   * the names tell: scope to scope (`'bert/'` to `'model/bert/'`) where that holds for all variables of the scope, else
   * name to name. Empty when nothing fits.
   */
  readonly suggestedMap: ReadonlyMap<string, string>;
}
