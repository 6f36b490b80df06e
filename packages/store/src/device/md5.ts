/** How far the words are rotated: four amounts in turn in each round of sixteen steps. RFC 1321, 3.4. */
const ROTATIONS = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]] as const;
/** Which word of the block a step takes: `factor · step + offset`, modulo 16. */
const WORDS = [[1, 0], [5, 1], [3, 5], [7, 0]] as const;
const BLOCK_BYTES = 64;

/** The MD5 digest, 16 bytes, of `message`. RFC 1321. For hashing names, not for security. */
export function md5(message: Uint8Array): Uint8Array {
  const words = padded(message);
  const state = new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
  for (let block = 0; block < words.byteLength; block += BLOCK_BYTES) addBlock(state, words, block);
  const digest = new DataView(new ArrayBuffer(16));
  state.forEach((word, index) => digest.setUint32(4 * index, word, true));
  return new Uint8Array(digest.buffer);
}

/** The message, a 1 bit, zeros to the end of a block, and in the last 8 bytes the length in bits. */
function padded(message: Uint8Array): DataView {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / BLOCK_BYTES) * BLOCK_BYTES);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setBigUint64(bytes.length - 8, BigInt(message.length) * 8n, true);
  return view;
}

function addBlock(state: Uint32Array, words: DataView, block: number): void {
  let [a, b, c, d] = state as unknown as [number, number, number, number]; // it has four words
  for (let step = 0; step < 64; step++) {
    const round = step >> 4;
    const [factor, offset] = WORDS[round] as (typeof WORDS)[number]; // round is 0 … 3
    const word = words.getUint32(block + 4 * ((factor * step + offset) % 16), true);
    const constant = Math.floor(2 ** 32 * Math.abs(Math.sin(step + 1)));
    const sum = (a + mix(round, b, c, d) + word + constant) | 0;
    const rotation = (ROTATIONS[round] as (typeof ROTATIONS)[number])[step % 4] as number;
    [a, d, c, b] = [d, c, b, (b + ((sum << rotation) | (sum >>> (32 - rotation)))) | 0];
  }
  [a, b, c, d].forEach((value, index) => {
    state[index] = (state[index] as number) + value;
  });
}

function mix(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  if (round === 1) return (b & d) | (c & ~d);
  return round === 2 ? b ^ c ^ d : c ^ (b | ~d);
}
