import { Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { expect, test } from 'vitest';
import { createProgress } from './create-progress.js';

/** What an epoch of two steps writes to a stream that is, or is not, a terminal. */
function written(isTTY: boolean): string {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const terminal = { isTTY, columns: 80, cursorTo: () => true, clearLine: () => true, moveCursor: () => true };
  const progress = createProgress(Object.assign(stream, terminal) as unknown as WriteStream, 'Epoch 1 of 4', 2); // what is used of one
  progress.step(0.75);
  progress.step(0.5);
  progress.stop();
  return text;
}

test('writes one plain line where there is no terminal', () => {
  expect(written(false)).toBe('Epoch 1 of 4  loss 0.5000\n');
});

test('draws a bar on a terminal', () => {
  expect(written(true)).toContain('█');
  expect(written(true)).toContain(' 100 %');
  expect(written(true)).toContain('loss 0.5000');
});
