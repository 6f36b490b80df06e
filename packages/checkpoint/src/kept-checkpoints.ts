/** A checkpoint that was saved, and when, in seconds since 1970. */
export type SavedCheckpoint = readonly [path: string, time: number];

const SECONDS_PER_HOUR = 3600;

/** Which checkpoints are kept: the newest, and of the others one for every so many hours. */
export class KeptCheckpoints {
  readonly #maxToKeep: number;
  readonly #secondsBetween: number;
  #saved: readonly SavedCheckpoint[] = [];
  /** When the next one is due that stays for good. */
  #nextTime: number;

  /** @param maxToKeep 0 keeps all, and remembers none. */
  constructor(maxToKeep: number, hoursBetween: number) {
    this.#maxToKeep = maxToKeep;
    this.#secondsBetween = hoursBetween * SECONDS_PER_HOUR;
    this.#nextTime = now() + this.#secondsBetween;
  }

  /** The oldest first. */
  get saved(): readonly SavedCheckpoint[] {
    return this.#saved;
  }

  set saved(saved: readonly SavedCheckpoint[]) {
    this.#saved = [...saved];
  }

  /**
   * Adds the checkpoint that was saved now, as the newest.
   * @returns the path of one that is not to be kept any longer.
   */
  add(path: string): string | null {
    if (this.#maxToKeep === 0) return null;
    const kept = [...this.#saved.filter(([other]) => other !== path), [path, now()] as const];
    const oldest = kept.length > this.#maxToKeep ? kept.shift() : undefined;
    this.#saved = kept;
    if (oldest === undefined) return null;
    if (oldest[1] <= this.#nextTime) return oldest[0];
    this.#nextTime += this.#secondsBetween;
    return null;
  }
}

function now(): number {
  return Date.now() / 1000;
}
