/** What the values of a tensor are like. The first four are of the finite values, and NaN where there is none. */
export interface TensorStatistics {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Of the values as they are: the root of their mean squared distance from the mean. */
  readonly standardDeviation: number;
  /** How many values are 0. */
  readonly zeros: number;
  readonly nans: number;
  /** Of either sign. */
  readonly infinities: number;
}
