import type { WritableFile } from '@varscope/spec/file-system';

/** Bytes of a file, from an offset on. */
export interface FileRecord {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Where the records of one file go, each step as a whole and onto the disk. */
export interface RecordStorage {
  store(records: readonly FileRecord[]): Promise<void>;
  /** Stores the last ones, and gives the file its path. */
  commit(records: readonly FileRecord[], size: number, offsets: Float64Array): Promise<void>;
  /** Removes what was stored. */
  abort(): Promise<void>;
}

/** The longest record. */
const RECORD_BYTES = 1 << 20;
/** The longest one that variables share: browsers make a file of a record, and that costs as much as writing so many bytes. */
const SHARED_BYTES = 1 << 18;
/** So much is stored at a time. */
const BATCH_BYTES = 8 << 20;

/** Cuts a file in records: parts of one variable, or several that are small and whole. */
export class RecordWriter implements WritableFile {
  readonly path: string;
  readonly #storage: RecordStorage;
  readonly #buffer = new Uint8Array(RECORD_BYTES);
  #filled = 0;
  /** So many bytes of the buffer are variables that have ended. */
  #whole = 0;
  /** Whether the variable in the buffer began in the record before. */
  #isCut = false;
  #size = 0;
  readonly #offsets: number[] = [];
  #batch: FileRecord[] = [];
  #batchBytes = 0;
  #storing: Promise<void> = Promise.resolve();
  #isDone = false;

  constructor(path: string, storage: RecordStorage) {
    this.path = path;
    this.#storage = storage;
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const piece = bytes.subarray(done, done + RECORD_BYTES - this.#filled);
      this.#buffer.set(piece, this.#filled);
      done += piece.length;
      this.#filled += piece.length;
      if (this.#filled === RECORD_BYTES) this.#makeRoom();
      if (this.#batchBytes >= BATCH_BYTES) await this.#startStoring();
    }
  }

  endRecord(): void {
    if (this.#filled > SHARED_BYTES) this.#endBuffer(this.#whole);
    if (this.#isCut || this.#filled > SHARED_BYTES) this.#endBuffer(this.#filled);
    this.#isCut = false;
    this.#whole = this.#filled;
  }

  async commit(): Promise<void> {
    if (this.#isDone) return;
    this.#endBuffer(this.#filled);
    await this.#storing;
    await this.#storage.commit(this.#batch, this.#size, Float64Array.from(this.#offsets));
    this.#isDone = true;
  }

  async abort(): Promise<void> {
    if (this.#isDone) return;
    await this.#storing.catch(() => undefined); // that is why
    await this.#storage.abort();
    this.#isDone = true;
  }

  #makeRoom(): void {
    this.#isCut = this.#whole === 0;
    this.#endBuffer(this.#whole === 0 ? this.#filled : this.#whole);
  }

  /** Makes a record of the first bytes of the buffer. */
  #endBuffer(length: number): void {
    if (length === 0) return;
    this.#batch.push({ offset: this.#size, bytes: this.#buffer.slice(0, length) });
    this.#batchBytes += length;
    this.#offsets.push(this.#size);
    this.#size += length;
    this.#buffer.copyWithin(0, length, this.#filled);
    this.#filled -= length;
    this.#whole = 0;
  }

  /** Stores a batch while the next one is gathered. */
  async #startStoring(): Promise<void> {
    await this.#storing;
    this.#storing = this.#storage.store(this.#batch);
    this.#storing.catch(() => undefined); // told by the next `await`
    [this.#batch, this.#batchBytes] = [[], 0];
  }
}
