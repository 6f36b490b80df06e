/** What the file `checkpoint` of a folder says: the message `CheckpointState` of TensorFlow. */
export interface CheckpointState {
  /** The newest checkpoint. */
  readonly modelCheckpointPath: string;
  /** Those that are kept, the oldest first. */
  readonly allModelCheckpointPaths: readonly string[];
  /** When each of them was saved, in seconds since 1970; only a `CheckpointManager` says it. */
  readonly allModelCheckpointTimestamps: readonly number[];
  /** When the last one was saved that is kept for good, in seconds since 1970; 0 where nobody says it. */
  readonly lastPreservedTimestamp: number;
}
