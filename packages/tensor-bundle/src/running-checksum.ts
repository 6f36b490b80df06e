import { crc32c } from './crc32c.js';

/** The CRC of bytes that are read part after part, each beginning where the one before it ended. */
export class RunningChecksum {
  /** Where the next part begins. */
  #end = 0;
  #crc = 0;

  /**
   * Adds the part that begins at byte `start`: the first one begins anew, and one that does not follow is left out.
   * @returns the CRC when the parts have come to an end at byte `size`, else `null`.
   */
  add(start: number, part: Uint8Array, size: number): number | null {
    if (start === 0) {
      this.#end = 0;
      this.#crc = 0;
    }
    if (start !== this.#end) return null;
    this.#crc = crc32c(part, this.#crc);
    this.#end += part.length;
    return this.#end === size ? this.#crc : null;
  }
}
