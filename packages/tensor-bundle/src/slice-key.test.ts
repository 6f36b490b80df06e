import { expect, test } from 'vitest';
import { sliceKey } from './slice-key.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

// Keys of TensorFlow.
test.each<[string, [number, number][], string]>([
  ['c/p', [[0, 4], [0, 2]], '00632f700001010280848082'],
  ['p', [[1, 3], [0, -1]], '00700001010281838' + '07f'],
  ['a\0b', [], '006100ff62000100'],
  ['\u00ff', [], '00ff00000100'],
  ['n', [[63, 64]], '006e00010101bfc040'],
  ['n', [[8191, 8192]], '006e00010101dfffe02000'],
  ['n', [[1048575, 1048576]], '006e00010101efffff' + 'f0100000'],
  ['n', [[4294967296, 2999999999990]], '006e00010101f900000000fe02ba7def2ff6'],
  ['n', [[2 ** 48, 1]], '006e00010101ff0100000000000081'],
])('encodes %j %j', (name, extents, key) => {
  expect(hex(sliceKey(bytes(name), extents))).toBe(key);
});
