import { expect, it } from 'vitest';
import { printable } from './printable.js';

it.each([
  ['escape sequences', 'a\u001b[31mb', 'a\ufffd[31mb'],
  ['line breaks', 'a\r\nb\u2028c', 'a\ufffd\ufffdb\ufffdc'],
  ['marks of direction', 'a\u202eb\u2066c', 'a\ufffdb\ufffdc'],
  ['halves of surrogate pairs', 'a\ud83db', 'a\ufffdb'],
])('replaces %s', (_, text, shown) => {
  expect(printable(text)).toBe(shown);
});

it('keeps letters of every script, accents and emoji', () => {
  expect(printable('weights_1/重み/e\u0301/👩‍💻')).toBe('weights_1/重み/e\u0301/👩‍💻');
});
