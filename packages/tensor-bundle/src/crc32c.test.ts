import { expect, test, vi } from 'vitest';
import { crcFolder, KEPT_BYTES } from './crc-folder.js';
import { crc32c, maskCrc32c } from './crc32c.js';
import { updateRegister } from './crc32c-table.js';

const BYTES = Uint8Array.from({ length: 700_001 }, (_, i) => Math.imul(i, 2654435761) >>> 13);

/** A bit at a time, as the definition has it. */
function byDefinition(bytes: Uint8Array): number {
  let register = 0xffffffff;
  for (const byte of bytes) {
    register ^= byte;
    for (let bit = 0; bit < 8; bit++) register = register & 1 ? (register >>> 1) ^ 0x82f63b78 : register >>> 1;
  }
  return ~register >>> 0;
}

// RFC 3720, section B.4.
test.each([
  ['nothing', new Uint8Array(0), 0],
  ['123456789', new TextEncoder().encode('123456789'), 0xe3069283],
  ['32 zeros', new Uint8Array(32), 0x8a9136aa],
  ['32 ones', new Uint8Array(32).fill(255), 0x62a8ab43],
  ['32 ascending', Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd794e],
])('gives the known value of %s', (_, bytes, value) => expect(crc32c(bytes)).toBe(value));

test.each([1, 7, 8, 9, 3343, 3344, 6687, 6688, 6689, 6751, 6752, 6753, 54_000, 320_000, 323_584, 323_585, 330_272, 330_273, 700_001])(
  'gives what the definition gives for %d bytes', (length) => {
    const bytes = BYTES.subarray(BYTES.length - length);
    expect(crc32c(bytes)).toBe(byDefinition(bytes));
  },
);

test('goes on from the value of what comes before', () => {
  for (const cut of [0, 1, 6688, 100_003, 700_000]) {
    expect(crc32c(BYTES.subarray(cut), crc32c(BYTES.subarray(0, cut)))).toBe(crc32c(BYTES));
  }
});

test('changes with every bit of data that are folded', () => {
  const bytes = BYTES.slice(0, 10_000);
  const crc = crc32c(bytes);
  for (let bit = 0; bit < 8 * bytes.length; bit += 97) {
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    expect(crc32c(bytes)).not.toBe(crc);
    bytes[bit >> 3]! ^= 1 << (bit & 7);
  }
});

test('gives the same without WebAssembly', async () => {
  expect(crcFolder()).not.toBeNull();
  vi.resetModules();
  vi.stubGlobal('WebAssembly', undefined);
  try {
    const { crcFolder: folderWithout } = await import('./crc-folder.js');
    const { crc32c: without } = await import('./crc32c.js');
    expect(folderWithout()).toBeNull();
    expect(without(BYTES)).toBe(crc32c(BYTES));
  } finally {
    vi.unstubAllGlobals();
  }
});

test('keeps what was before the bytes that the register passes over', () => {
  expect(KEPT_BYTES % 16).toBe(0);
  expect(updateRegister(updateRegister(-1, BYTES, 0, 100), BYTES, 100, 999)).toBe(updateRegister(-1, BYTES, 0, 999));
});

test('masks as TensorFlow does', () => {
  expect(maskCrc32c(0)).toBe(0xa282ead8);
  expect(maskCrc32c(0xffffffff)).toBe(0xa282ead7);
});
