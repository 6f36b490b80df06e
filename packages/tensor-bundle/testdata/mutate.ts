// Damages checkpoints, at random but reproducibly: the bytes of their files, the entries of their tables, the protocol
// buffers in those.
import { BlockCursor } from '../src/block-cursor.js';
import { crc32c, maskCrc32c } from '../src/crc32c.js';
import { openTable, readBlock } from '../src/table.js';
import { encodeTable, type KeyValue } from '../src/table-writer.js';
import { memoryFiles } from '@varscope/files';

/** Random whole numbers from 0 to below `limit`: the generator "mulberry32". */
export type Random = (limit: number) => number;

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

/** A table taken apart. */
export interface KnownTable {
  readonly entries: readonly KeyValue[];
  readonly blocks: readonly { readonly offset: number; readonly size: number }[];
}

/** Takes a table apart, to be put together again damaged. */
export async function knowTable(bytes: Uint8Array): Promise<KnownTable> {
  const file = await memoryFiles({ table: bytes }).open('table');
  const { blocks } = await openTable(file);
  const entries: KeyValue[] = [];
  for (const block of blocks) {
    const cursor = new BlockCursor(await readBlock(file, block), file, block.offset);
    while (cursor.next()) entries.push([cursor.key.slice(), cursor.value.take(cursor.value.end - cursor.value.at).slice()]);
  }
  return { entries, blocks };
}

/** Another file than `bytes`, whose checksums are wrong. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let mutated = bytes;
  for (let i = random(3); i >= 0; i--) mutated = mutateOnce(mutated, random);
  return mutated;
}

/** Another file, in which the checksum of the block that was changed is right. */
export function mutateBlock(bytes: Uint8Array, { blocks }: KnownTable, random: Random): Uint8Array {
  const mutated = bytes.slice();
  const { offset, size } = blocks[random(blocks.length)]!;
  for (let i = random(3); i >= 0; i--) {
    const at = offset + random(size);
    mutated[at] = random(2) === 0 ? mutated[at]! ^ (1 << random(8)) : interesting(random);
  }
  const crc = maskCrc32c(crc32c(mutated.subarray(offset, offset + size + 1)));
  new DataView(mutated.buffer).setUint32(offset + size + 1, crc, true);
  return mutated;
}

/** Another table, all right as a table, with other entries. */
export function mutateEntries({ entries }: KnownTable, random: Random): Uint8Array {
  const mutated = [...entries];
  for (let i = random(3); i >= 0; i--) {
    const at = random(mutated.length);
    const [key, value] = mutated[at] ?? [new Uint8Array(0), new Uint8Array(0)];
    switch (random(10)) {
      case 0: mutated.splice(at, 1); break;
      case 1: mutated.splice(random(mutated.length), 0, [key, value]); break;
      case 2: mutated[at] = [mutateOnce(key, random), value]; break;
      case 3: mutated[at] = [key, mutated[random(mutated.length)]?.[1] ?? value]; break;
      default: mutated[at] = [key, mutateOnce(value, random)];
    }
  }
  return encodeTable(mutated);
}

function mutateOnce(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random(bytes.length);
  const from = random(bytes.length);
  const length = 1 + random(Math.min(16, bytes.length - from));
  switch (random(8)) {
    case 0: return bytes.slice(0, at); // the end is missing
    case 1: return joined(bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + length))); // some is missing
    case 2: return joined(bytes.subarray(0, at), bytes.subarray(from, from + length), bytes.subarray(at)); // some is there twice
    case 3: return joined(bytes.subarray(0, at), bytes.subarray(from, from + length), bytes.subarray(at + length)); // in another place
    case 4: return joined(bytes.subarray(0, at), largeVarint(random), bytes.subarray(at + 1));
    case 5: return joined(bytes.subarray(0, at), Uint8Array.of(interesting(random)), bytes.subarray(at + 1));
    default: return joined(bytes.subarray(0, at), Uint8Array.of((bytes[at] ?? 0) ^ (1 << random(8))), bytes.subarray(at + 1));
  }
}

function interesting(random: Random): number {
  return [0, 1, 2, 0x7f, 0x80, 0x81, 0xfe, 0xff][random(8)]!;
}

/** Large, negative, endless, or longer than it has to be. */
function largeVarint(random: Random): Uint8Array {
  const bytes = new Uint8Array(1 + random(11)).fill([0xff, 0x80, 0x81][random(3)]!);
  bytes[bytes.length - 1] = random(128);
  return bytes;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
