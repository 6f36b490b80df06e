import { Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { expect, it } from 'vitest';
import { createProgressBar } from './create-progress-bar.js';

it('draws a bar that is gone at the end', () => {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const terminal = { isTTY: true, columns: 80, cursorTo: () => true, clearLine: () => true, moveCursor: () => true };
  const bar = createProgressBar(Object.assign(stream, terminal) as unknown as WriteStream, 'Writing a.ckpt', 4); // what is used of one
  bar.advance(4);
  const drawn = text.length;
  bar.stop();
  expect(text).toContain('Writing a.ckpt');
  expect(text).toContain('100 %');
  expect(text.slice(drawn)).not.toContain('\n');
});
