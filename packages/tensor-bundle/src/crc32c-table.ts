/** The polynomial of Castagnoli, its bits reversed. */
const POLYNOMIAL = 0x82f63b78;

/** Row `k` holds the remainder of every byte with `k` zero bytes behind it. */
const TABLES: Uint32Array = /* @__PURE__ */ makeTables();

/**
 * The register of a CRC-32C after more bytes, eight at a time ("slicing by 8": Kounavis and Berry, 2005).
 * @param register Before them, as a 32-bit number; inverted before the first byte and after the last.
 */
export function updateRegister(register: number, bytes: Uint8Array, from: number, to: number): number {
  const tables = TABLES;
  const at8 = from + ((to - from) & ~7);
  let state = register;
  for (let at = from; at < at8; at += 8) {
    // Every index is below the length of its array.
    state ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    state = tables[1792 + (state & 255)]! ^ tables[1536 + ((state >>> 8) & 255)]! ^ tables[1280 + ((state >>> 16) & 255)]!
      ^ tables[1024 + (state >>> 24)]! ^ tables[768 + bytes[at + 4]!]! ^ tables[512 + bytes[at + 5]!]!
      ^ tables[256 + bytes[at + 6]!]! ^ tables[bytes[at + 7]!]!;
  }
  for (let at = at8; at < to; at++) state = tables[(state ^ bytes[at]!) & 255]! ^ (state >>> 8);
  return state;
}

function makeTables(): Uint32Array {
  const tables = new Uint32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ POLYNOMIAL : remainder >>> 1;
    tables[byte] = remainder;
  }
  for (let i = 256; i < tables.length; i++) tables[i] = (tables[i - 256]! >>> 8) ^ tables[tables[i - 256]! & 255]!;
  return tables;
}
