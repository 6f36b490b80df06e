import type { Shape, TensorSlice } from '@varscope/spec';

/** A block as a file tells it: for each axis its start and its length, -1 where it is the whole axis. */
export type Extents = readonly (readonly [start: number, length: number])[];

/** The first byte of a signed number, by how many bytes it takes: eight for a safe integer. */
const HEADERS = [0, 0x80, 0xc0, 0xe0, 0xf0, 0xf8, 0xfc, 0xfe, 0xff];

/** The block of a tensor that extents tell. */
export function sliceOf(extents: Extents, shape: Shape): TensorSlice {
  return {
    offset: extents.map(([start]) => start),
    shape: extents.map(([, length], axis) => (length === -1 ? (shape[axis] ?? 0) : length)),
  };
}

/**
 * The key under which a slice lies: the number 0, the name, the rank, and start and length of every axis, encoded so
 * that keys sort as what they stand for.
 */
export function sliceKey(name: Uint8Array, extents: Extents): Uint8Array {
  const key = [...sliceKeyStart(name)];
  const rank = extents.length; // at most 254: one byte
  if (rank === 0) key.push(0);
  else key.push(1, rank);
  for (const extent of extents) for (const value of extent) key.push(...encodeSigned(value));
  return Uint8Array.from(key);
}

/** What the keys of all slices of a tensor begin with. */
export function sliceKeyStart(name: Uint8Array): number[] {
  const key = [0];
  for (const byte of name) {
    key.push(byte);
    if (byte === 0) key.push(0xff);
    else if (byte === 0xff) key.push(0);
  }
  key.push(0, 1);
  return key;
}

/** The fewest bytes of two's complement, big end first, whose first bits tell sign and length. */
function encodeSigned(value: number): number[] {
  let length = 1;
  while (value < -(2 ** (7 * length - 1)) || value >= 2 ** (7 * length - 1)) length++;
  const bytes: number[] = [];
  for (let i = length - 1; i >= 0; i--) bytes.push(Math.floor(value / 256 ** i) & 255);
  bytes[0]! ^= HEADERS[length]!;
  return bytes;
}
