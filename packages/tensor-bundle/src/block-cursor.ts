import type { ReadableFile } from '@varscope/spec';
import { DataLossError } from '@varscope/spec/errors';
import { reading, type Place } from './damaged.js';
import { WireReader } from './wire-reader.js';

/**
 * Bytes that a block, and the keys of a table, may have beyond the size of the file: neither compression nor keys that
 * share their beginnings can make a small file fill the memory.
 */
export const TABLE_ALLOWANCE: number = 64 * 2 ** 20;

/** Goes through the entries of a block of a table. */
export class BlockCursor {
  readonly #reader: WireReader;
  readonly #place: Place;
  readonly #mostKeyBytes: number;
  #key: Uint8Array = new Uint8Array(256);
  #keyLength = 0;
  #keyBytes = 0;
  #valueLength = 0;
  #isAscending = true;

  constructor(contents: Uint8Array, file: ReadableFile, offset: number) {
    this.#place = { file: file.path, offset };
    this.#mostKeyBytes = file.size + TABLE_ALLOWANCE;
    const restarts = contents.length < 4 ? 0 : new WireReader(contents, contents.length - 4).fixed32();
    const end = contents.length - 4 - 4 * restarts;
    if (restarts === 0 || end < 0) throw new DataLossError('bad block contents', { ...this.#place, found: `${restarts} restarts` });
    this.#reader = new WireReader(contents, 0, end);
  }

  /** The key of the entry: a view that lasts until the next one. */
  get key(): Uint8Array {
    return this.#key.subarray(0, this.#keyLength);
  }

  /** A reader of the value of the entry. */
  get value(): WireReader {
    const { bytes, at } = this.#reader;
    return new WireReader(bytes, at - this.#valueLength, at);
  }

  /** Whether the key comes after that of the entry before; so it is for the first one. */
  get isAscending(): boolean {
    return this.#isAscending;
  }

  /** Bytes of all keys so far. */
  get keyBytes(): number {
    return this.#keyBytes;
  }

  /**
   * Turns to the next entry, at first to the first; `false` after the last.
   * @throws DataLossError when the bytes are no entry.
   */
  next(): boolean {
    if (this.#reader.isAtEnd) return false;
    reading(() => this.#read(), () => ['bad entry in block', this.#place]);
    return true;
  }

  #read(): void {
    const reader = this.#reader;
    const isFirst = reader.at === 0;
    const shared = reader.varint();
    const unshared = reader.varint();
    const valueLength = reader.varint();
    const isPossible = shared >= 0 && shared <= this.#keyLength && unshared >= 0 && unshared <= reader.end - reader.at;
    if (!isPossible) reader.malformed('a key is longer than it can be');
    const at = reader.at;
    reader.pass(unshared);
    this.#keyBytes += shared + unshared;
    if (this.#keyBytes > this.#mostKeyBytes) reader.malformed('the keys take more than the file could hold');
    this.#isAscending = isFirst || this.#comesAfter(shared, at, unshared);
    this.#replaceKey(shared, at, unshared);
    reader.pass(valueLength);
    this.#valueLength = valueLength;
  }

  /** Whether the key that begins with `shared` bytes of the present one, and goes on with others, is behind it. */
  #comesAfter(shared: number, at: number, unshared: number): boolean {
    const { bytes } = this.#reader;
    const length = Math.min(unshared, this.#keyLength - shared);
    for (let i = 0; i < length; i++) {
      const difference = bytes[at + i]! - this.#key[shared + i]!;
      if (difference !== 0) return difference > 0;
    }
    return shared + unshared > this.#keyLength;
  }

  #replaceKey(shared: number, at: number, unshared: number): void {
    const length = shared + unshared;
    if (length > this.#key.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(this.#key.subarray(0, shared));
      this.#key = larger;
    }
    const { bytes } = this.#reader;
    for (let i = 0; i < unshared; i++) this.#key[shared + i] = bytes[at + i]!;
    this.#keyLength = length;
  }
}
