/** One recorded fact. */
export interface CheckpointCase {
  readonly id: string;
  /** Rejects with a `Difference`, or whatever the packages throw, when Varscope does not do what is recorded. */
  readonly check: () => Promise<void>;
}
