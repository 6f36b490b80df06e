import { InvalidArgumentError } from '@varscope/spec/errors';
import { expect, test } from 'vitest';
import { decodeName, encodeName } from './tensor-name.js';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

// The strings are those of Python's `bytes.decode('utf-8', 'surrogateescape')`.
test.each([
  ['', ''],
  ['612f62', 'a/b'],
  ['c3a4e282acf09f9880', 'ä€😀'],
  ['efbbbf61', '\ufeffa'],
  ['ff00', '\udcff\0'],
  ['61c3', 'a\udcc3'],
  ['e28261', '\udce2\udc82a'],
  ['eda080', '\udced\udca0\udc80'],
  ['c0af', '\udcc0\udcaf'],
  ['f0808080', '\udcf0\udc80\udc80\udc80'],
  ['c3a4ffe282ac', 'ä\udcff€'],
])('stands for the bytes %s as %j, and back', (hex, name) => {
  expect(decodeName(bytes(hex))).toBe(name);
  expect(encodeName(name)).toEqual(bytes(hex));
});

test('decodes long names', () => {
  expect(decodeName(new Uint8Array(100_000).fill(97))).toBe('a'.repeat(100_000));
});

test.each(['\ud800', 'a\udc7f', '\udd00', '\ud83d'])('refuses %j, which stands for no bytes', (name) => {
  expect(() => encodeName(name)).toThrow(InvalidArgumentError);
});
