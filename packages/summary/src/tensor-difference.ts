import type { Shape, StoredDType } from '@varscope/spec';

/** A tensor as one of two checkpoints has it. */
export interface DifferingTensor {
  readonly shape: Shape;
  readonly dtype: StoredDType;
}

/** In what the values of a tensor differ between two checkpoints. */
export interface ValueDifference {
  /** How many elements differ, and of how many. */
  readonly differing: number;
  readonly elements: number;
  /** The largest absolute difference; infinite where one value is NaN or infinite, `null` where there is no distance, as of strings. */
  readonly largest: number | null;
  /** Where it is, and the two values there, as text. */
  readonly at: Shape;
  readonly left: string;
  readonly right: string;
}

/** In what a tensor differs between two checkpoints: `null` on a side that has it not. */
export interface TensorDifference {
  readonly name: string;
  readonly left: DifferingTensor | null;
  readonly right: DifferingTensor | null;
  /** `null` where the values are equal, or could not be compared. */
  readonly values: ValueDifference | null;
}
