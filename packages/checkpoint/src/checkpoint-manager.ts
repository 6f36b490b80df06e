import type { Tensor } from '@tensorflow/tfjs-core';
import { InvalidArgumentError } from '@varscope/spec/errors';
import { removeCheckpointFiles } from './checkpoint-files.js';
import { getCheckpointState } from './get-checkpoint-state.js';
import type { SavedCheckpoint } from './kept-checkpoints.js';
import { joinPath, nameOf } from './paths.js';
import type { Saver } from './saver.js';
import { updateCheckpointState } from './update-checkpoint-state.js';

/** Options of a `CheckpointManager`. */
export interface CheckpointManagerOptions {
  /** How many of the newest checkpoints are kept; `null` keeps all. */
  readonly maxToKeep: number | null;
  /** Of the checkpoints that are removed otherwise, one for every so many hours is kept. Default: none. */
  readonly keepCheckpointEveryNHours?: number;
  /** What the names of checkpoints begin with. Default `'ckpt'`. */
  readonly checkpointName?: string;
  /** The step of the training, by which `checkpointInterval` counts. */
  readonly stepCounter?: Tensor;
  /** Steps from one checkpoint to the next: between them `save` does nothing. */
  readonly checkpointInterval?: number;
}

/**
 * Saves numbered checkpoints into a folder and goes on where another run left off: `tf.train.CheckpointManager`, of a
 * `Saver`, whose own list and state file it does not use.
 * @example
 * const manager = await CheckpointManager.open(saver, 'run', { maxToKeep: 3 });
 * await manager.restoreOrInitialize(); // → null in the first run
 * await manager.save(); // → 'run/ckpt-1'
 */
export class CheckpointManager {
  readonly #saver: Saver;
  readonly #folder: string;
  readonly #options: CheckpointManagerOptions;
  #saved: readonly SavedCheckpoint[] = [];
  #latest: string | null = null;
  /** When the last one was saved that is kept for good. */
  #preservedAt: number = now() - 1;
  #lastStep: number | null = null;

  private constructor(saver: Saver, folder: string, options: CheckpointManagerOptions) {
    this.#saver = saver;
    this.#folder = folder;
    this.#options = options;
  }

  /**
   * Opens a folder, which need not exist yet, with the checkpoints that its state file lists.
   * @throws InvalidArgumentError when it is to keep no checkpoint, or to count steps without a step.
   */
  static async open(saver: Saver, folder: string, options: CheckpointManagerOptions): Promise<CheckpointManager> {
    const { maxToKeep, checkpointInterval, stepCounter } = options;
    if (maxToKeep !== null && !(Number.isInteger(maxToKeep) && maxToKeep > 0)) {
      throw new InvalidArgumentError(`Expected a positive integer or \`None\` for \`max_to_keep\`, got ${maxToKeep}.`);
    }
    if (checkpointInterval !== undefined && stepCounter === undefined) {
      throw new InvalidArgumentError('`step_counter` should be passed if `checkpoint_interval` is not None.');
    }
    const manager = new CheckpointManager(saver, folder, options);
    await manager.#recover();
    return manager;
  }

  /** The checkpoints that are kept and will be removed in their turn, the oldest first. */
  get checkpoints(): string[] {
    return this.#saved.map(([path]) => path);
  }

  get latestCheckpoint(): string | null {
    return this.#latest;
  }

  /**
   * Saves a checkpoint, lists it, and removes those that are not to be kept.
   * @param checkpointNumber Default: one more than that of the newest checkpoint; the first is 1.
   * @returns its path; `null` when `checkpointInterval` is not over.
   */
  async save(checkpointNumber?: number): Promise<string | null> {
    const step = await this.#step();
    const { checkpointInterval = 0 } = this.#options;
    if (step !== null && this.#lastStep !== null && step - this.#lastStep < checkpointInterval) return null;
    const prefix = joinPath(this.#folder, this.#options.checkpointName ?? 'ckpt');
    const globalStep = checkpointNumber ?? this.#nextNumber();
    const path = await this.#saver.save(prefix, { globalStep, writeState: false, makeFolder: true });
    if (path === null) return null;
    this.#latest = path;
    this.#lastStep = step;
    this.#saved = [...this.#saved.filter(([other]) => other !== path), [path, now()]];
    const outdated = this.#sweep();
    await this.#record();
    for (const old of outdated) await removeCheckpointFiles(this.#saver.files, old);
    return path;
  }

  /** Restores the newest checkpoint and gives its path; without one does nothing and gives `null`. */
  async restoreOrInitialize(): Promise<string | null> {
    if (this.#latest === null) return null;
    await this.#saver.restore(this.#latest);
    this.#lastStep = await this.#step();
    return this.#latest;
  }

  async #recover(): Promise<void> {
    const state = await getCheckpointState(this.#folder, { files: this.#saver.files });
    if (state === null) return;
    this.#latest = state.modelCheckpointPath;
    this.#preservedAt = Math.min(state.lastPreservedTimestamp, now()); // clocks may have been set back
    const times = state.allModelCheckpointTimestamps;
    this.#saved = state.allModelCheckpointPaths
      .map((path, index) => [path, Math.min(times[index] ?? this.#preservedAt, now())] as const)
      .filter(([, time]) => time > this.#preservedAt);
  }

  async #step(): Promise<number | null> {
    const { stepCounter } = this.#options;
    return stepCounter === undefined ? null : Number((await stepCounter.data())[0]);
  }

  #nextNumber(): number {
    const number = /-(\d+)$/.exec(nameOf(this.#latest ?? ''))?.[1];
    return number === undefined ? 1 : Number(number) + 1;
  }

  /** Takes off the list what is not to be kept, and gives those that are to be removed. */
  #sweep(): string[] {
    const { maxToKeep, keepCheckpointEveryNHours: hours } = this.#options;
    const surplus = Math.max(0, this.#saved.length - (maxToKeep ?? Infinity));
    const outdated: string[] = [];
    for (const [path, time] of this.#saved.slice(0, surplus)) {
      if (hours !== undefined && time - hours * 3600 >= this.#preservedAt) this.#preservedAt = time;
      else outdated.push(path);
    }
    this.#saved = this.#saved.slice(surplus);
    return outdated;
  }

  async #record(): Promise<void> {
    await updateCheckpointState(this.#folder, this.#latest as string, { // it was just saved
      allModelCheckpointPaths: this.checkpoints,
      allModelCheckpointTimestamps: this.#saved.map(([, time]) => time),
      lastPreservedTimestamp: this.#preservedAt,
      saveRelativePaths: true,
      files: this.#saver.files,
    });
  }
}

function now(): number {
  return Date.now() / 1000;
}
