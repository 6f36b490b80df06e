/** One recorded fact. */
export interface RecordedCase {
  readonly id: string;
  /**
   * Throws or rejects with a `Difference`, or whatever the packages throw, when Varscope does not give what is recorded.
   */
  readonly check: () => void | Promise<void>;
}
