import type { WritableFile } from '@varscope/spec';
import { crc32c } from './crc32c.js';

/** Small data are gathered up to so much, but for files that gather records; larger ones are written in steps of it. */
const STEP_BYTES = 2 ** 21;

/**
 * Writes to one file after the other: a step is on its way to the file while the next one is gathered, or its checksum
 * is computed.
 */
export class ShardOutput {
  #file: WritableFile | undefined;
  #buffer: Uint8Array = new Uint8Array(0);
  #spare: Uint8Array = new Uint8Array(0);
  #filled = 0;
  #writing: Promise<void> = Promise.resolve();

  /** Turns to `file`, after what was gathered for another. */
  async select(file: WritableFile): Promise<void> {
    if (this.#file !== file) await this.flush();
    this.#file = file;
  }

  /** Says that a tensor ends here. */
  endTensor(): void {
    this.#file?.endRecord?.();
  }

  /** Appends data to the file; gives the CRC-32C of `previous` and these. They are the caller's again afterwards. */
  async append(data: Uint8Array, previous: number): Promise<number> {
    const isGathered = this.#file?.endRecord === undefined && data.length <= STEP_BYTES / 2;
    if (!isGathered) return await this.#appendInSteps(data, previous);
    if (this.#buffer.length === 0) [this.#buffer, this.#spare] = [new Uint8Array(STEP_BYTES), new Uint8Array(STEP_BYTES)];
    if (this.#filled + data.length > STEP_BYTES) await this.#writeBuffer();
    this.#buffer.set(data, this.#filled);
    this.#filled += data.length;
    return crc32c(data, previous);
  }

  /** Waits until everything is written. */
  async flush(): Promise<void> {
    if (this.#filled > 0) await this.#writeBuffer();
    await this.#writing;
  }

  async #appendInSteps(data: Uint8Array, previous: number): Promise<number> {
    await this.flush();
    let crc = previous;
    for (let at = 0; at < data.length; at += STEP_BYTES) {
      const step = data.subarray(at, at + STEP_BYTES);
      const writing = this.#file!.write(step); // one was selected
      crc = crc32c(step, crc);
      await writing;
    }
    return crc;
  }

  /** Starts to write the buffer, and goes on with the spare one. */
  async #writeBuffer(): Promise<void> {
    await this.#writing;
    this.#writing = this.#file!.write(this.#buffer.subarray(0, this.#filled)); // one was selected
    this.#writing.catch(() => undefined); // told by the next `await`
    [this.#buffer, this.#spare] = [this.#spare, this.#buffer];
    this.#filled = 0;
  }
}
