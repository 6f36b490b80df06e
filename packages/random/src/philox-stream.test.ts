import { expect, test } from 'vitest';
import { PhiloxStream } from './philox-stream.js';

const hex = (words: Uint32Array): string => [...words].map((word) => word.toString(16).padStart(8, '0')).join(' ');

function read(stream: PhiloxStream): string {
  stream.read();
  return hex(stream.words);
}

test('starts a kernel at its first block and reads on from there', () => {
  const stream = new PhiloxStream({ pair: [87654321, 42], run: 0 }, 3);
  expect(read(stream)).toBe('b1f9e408 f656b54c 3765ccfd 0ee0bd75');
  expect(read(stream)).toBe('08bcec1d f750c518 3d17cf84 348ea1a3');
});

test('starts an execution 256 blocks further on for each element of those before', () => {
  const stream = new PhiloxStream({ pair: [87654321, 42], run: 1 }, 3);
  expect(read(stream)).toBe('fc1733da ad21c0ab 0c9453b1 18f41055');
});

test('finds any block again', () => {
  const stream = new PhiloxStream({ pair: [87654321, 42], run: 0 }, 3);
  stream.seek(768);
  expect(read(stream)).toBe('fc1733da ad21c0ab 0c9453b1 18f41055');
  stream.seek(1);
  expect(read(stream)).toBe('08bcec1d f750c518 3d17cf84 348ea1a3');
});

test('takes the words of 64-bit seeds, of which a negative one wraps', () => {
  expect(hex(new PhiloxStream({ pair: [-1, 2n ** 40n + 7n], run: 0 }, 1).stateAt(0)))
    .toBe('ffffffff ffffffff 00000000 00000000 00000007 00000100');
});

test('carries into every word of the counter', () => {
  const stream = new PhiloxStream({ pair: [0, 2n ** 64n - 1n], run: 2 ** 46 - 1 }, 1024);
  expect(hex(stream.stateAt(0)).slice(18)).toBe('fffc0000 ffffffff ffffffff ffffffff');
  expect(hex(stream.stateAt(2 ** 18)).slice(18)).toBe('00000000 00000000 00000000 00000000');
});

test('starts anywhere without a pair', () => {
  const [first, second] = [1, 2].map(() => read(new PhiloxStream({ pair: null, run: 0 }, 1)));
  expect(first).not.toBe(second);
});
