import { maskCrc32c, crc32c } from './crc32c.js';
import { compareKeys } from './table.js';
import { WireWriter } from './wire-writer.js';

/** A key and its value. */
export type KeyValue = readonly [key: Uint8Array, value: Uint8Array];

/** A block that has become so large is finished. */
const BLOCK_BYTES = 262144;
/** After so many entries one has its whole key. */
const ENTRIES_PER_RESTART = 16;
const FOOTER_BYTES = 48;
const MAGIC = Uint8Array.of(0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb);

/**
 * A sorted table in the format of LevelDB, with the bytes that TensorFlow's writer gives it.
 * @param entries In the order of their keys, no key twice.
 */
export function encodeTable(entries: Iterable<KeyValue>): Uint8Array {
  const table = new WireWriter();
  const index = new BlockWriter(1);
  let block = new BlockWriter(ENTRIES_PER_RESTART);
  let last: Uint8Array = new Uint8Array(0);
  let pending: Uint8Array | null = null; // the handle of a block that waits for the key after it
  const finish = (): void => {
    pending = putBlock(table, block);
    block = new BlockWriter(ENTRIES_PER_RESTART);
  };
  for (const [key, value] of entries) {
    if (!block.isEmpty && key.length + value.length >= 2 * BLOCK_BYTES) finish();
    if (pending !== null) index.add(separator(last, key), pending);
    pending = null;
    block.add(key, value);
    last = key;
    if (block.size >= BLOCK_BYTES) finish();
  }
  if (!block.isEmpty) finish();
  const metaindex = putBlock(table, new BlockWriter(1));
  if (pending !== null) index.add(successor(last), pending);
  const footer = new Uint8Array(FOOTER_BYTES);
  footer.set(metaindex);
  footer.set(putBlock(table, index), metaindex.length);
  footer.set(MAGIC, FOOTER_BYTES - MAGIC.length);
  table.put(footer);
  return table.written;
}

/** Gathers the entries of a block. */
class BlockWriter {
  readonly #entriesPerRestart: number;
  readonly #entries = new WireWriter();
  readonly #restarts = [0];
  #sinceRestart = 0;
  #last: Uint8Array = new Uint8Array(0);

  constructor(entriesPerRestart: number) {
    this.#entriesPerRestart = entriesPerRestart;
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  get size(): number {
    return this.#entries.length + 4 * this.#restarts.length + 4;
  }

  add(key: Uint8Array, value: Uint8Array): void {
    if (this.#sinceRestart === this.#entriesPerRestart) {
      this.#restarts.push(this.#entries.length);
      this.#sinceRestart = 0;
    }
    const shared = this.#sinceRestart === 0 ? 0 : commonLength(this.#last, key);
    this.#entries.varint(shared);
    this.#entries.varint(key.length - shared);
    this.#entries.varint(value.length);
    this.#entries.put(key.subarray(shared));
    this.#entries.put(value);
    this.#sinceRestart++;
    this.#last = key;
  }

  /** The contents of the block. Nothing can be added afterwards. */
  finish(): Uint8Array {
    for (const restart of this.#restarts) this.#entries.fixed32(restart);
    this.#entries.fixed32(this.#restarts.length);
    return this.#entries.written;
  }
}

/** Appends a block, uncompressed, and gives its handle. */
function putBlock(table: WireWriter, block: BlockWriter): Uint8Array {
  const contents = block.finish();
  const handle = new WireWriter();
  handle.varint(table.length);
  handle.varint(contents.length);
  table.put(contents);
  table.byte(0);
  table.fixed32(maskCrc32c(crc32c(Uint8Array.of(0), crc32c(contents))));
  return handle.written;
}

/** A short key that is not before `a` and before `b`, which comes after `a`. */
function separator(a: Uint8Array, b: Uint8Array): Uint8Array {
  const common = commonLength(a, b);
  if (common === a.length || common === b.length) return a;
  const next = a[common]! + 1;
  if (next > 255 || next >= b[common]!) return a;
  return Uint8Array.of(...a.subarray(0, common), next);
}

/** A short key that is not before `a`. */
function successor(a: Uint8Array): Uint8Array {
  const at = a.findIndex((byte) => byte !== 255);
  return at < 0 ? a : Uint8Array.of(...a.subarray(0, at), a[at]! + 1);
}

function commonLength(a: Uint8Array, b: Uint8Array): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length++;
  return length;
}

/** Sorts by key. */
export function sortByKey(entries: KeyValue[]): KeyValue[] {
  return entries.sort(([a], [b]) => compareKeys(a, b));
}
