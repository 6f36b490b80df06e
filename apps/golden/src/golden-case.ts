/** One recorded fact. */
export interface GoldenCase {
  readonly id: string;
  /** Throws a `Difference`, or whatever the packages throw, when Varscope does not give what is recorded. */
  readonly check: () => void;
}
