import { crcFolder, KEPT_BYTES, type CrcFolder } from './crc-folder.js';
import { updateRegister } from './crc32c-table.js';

/** Shorter data take longer to be folded than without. */
const LEAST_FOLDED = 2 * KEPT_BYTES;

/**
 * The CRC-32C (Castagnoli) of bytes, as a number from 0 to 2^32 - 1. In WebAssembly for long ones, where there is SIMD.
 * @param previous The CRC of the bytes before these: the result is that of all together.
 */
export function crc32c(bytes: Uint8Array, previous: number = 0): number {
  const folder = bytes.length >= LEAST_FOLDED ? crcFolder() : null;
  let register = ~previous;
  let at = 0;
  if (folder !== null) {
    for (let length = foldable(folder, bytes.length); length > 0; length = foldable(folder, bytes.length - at)) {
      register = foldedRegister(folder, register, bytes.subarray(at, at + length));
      at += length;
    }
  }
  return ~updateRegister(register, bytes, at, bytes.length) >>> 0;
}

/** As a number that TensorFlow stores beside data: so that the CRC of data with CRCs in them is no special one. */
export function maskCrc32c(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

/** How many of `count` bytes are folded at once. */
function foldable(folder: CrcFolder, count: number): number {
  if (count < LEAST_FOLDED) return 0;
  const room = Math.min(count, folder.data.length) - KEPT_BYTES;
  return KEPT_BYTES + room - (room % 64);
}

function foldedRegister({ data, fold }: CrcFolder, register: number, bytes: Uint8Array): number {
  data.set(bytes);
  // A register over bytes is an empty register over bytes that begin with it.
  for (let i = 0; i < 4; i++) data[i]! ^= register >>> (8 * i);
  fold(bytes.length);
  return updateRegister(0, data, bytes.length - KEPT_BYTES, bytes.length);
}
