import { expect, test } from 'vitest';
import { readRecorded } from '../testdata/read-recorded.js';
import { philox } from './philox.js';

const { cases } = readRecorded<{ cases: readonly (readonly string[])[] }>('philox.json');

const words = (text: string): number[] => text.split(' ').map((word) => Number.parseInt(word, 16));

/** The block of a counter that is `block` further on. */
function blockAfter(key: readonly number[], counter: readonly number[], block: number): Uint32Array {
  const sum = counter.reduce((number, word, index) => number + (BigInt(word) << BigInt(32 * index)), BigInt(block));
  const carried = [0n, 32n, 64n, 96n].map((shift) => Number((sum >> shift) & 0xffffffffn));
  const result = new Uint32Array(4);
  philox(Uint32Array.from([...key, ...carried]), result);
  return result;
}

test.each(cases)('gives the words of TensorFlow for key %s and counter %s', (key, counter, ...blocks) => {
  const computed = blocks.map((_, block) => blockAfter(words(key), words(counter), block));
  expect(computed).toEqual(blocks.map((block) => Uint32Array.from(words(block))));
});

// From the file kat_vectors of the authors' library Random123: counter, key, result.
test.each([
  ['00000000 00000000 00000000 00000000', '00000000 00000000', '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
  ['ffffffff ffffffff ffffffff ffffffff', 'ffffffff ffffffff', '408f276d 41c83b0e a20bc7c6 6d5451fd'],
  ['243f6a88 85a308d3 13198a2e 03707344', 'a4093822 299f31d0', 'd16cfe09 94fdcceb 5001e420 24126ea1'],
])('meets the known answer of the authors for counter %s', (counter, key, expected) => {
  expect(blockAfter(words(key), words(counter), 0)).toEqual(Uint32Array.from(words(expected)));
});
