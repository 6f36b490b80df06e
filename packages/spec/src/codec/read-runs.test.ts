import { expect, test } from 'vitest';
import type { Run } from './block-runs.js';
import { readRuns } from './read-runs.js';

/** Reads runs of two elements of a byte that are `step` apart, and gives what was read of the file. */
async function reads(count: number, step: number): Promise<[offset: number, length: number][]> {
  const output = new Uint8Array(2 * count);
  const runs = Array.from({ length: count }, (_, i): Run => ({ from: i * step, to: i * 2, length: 2 }));
  const seen: [number, number][] = [];
  await readRuns(runs, 1, (offset, into) => {
    seen.push([offset, into.length]);
    for (let i = 0; i < into.length; i++) into[i] = (offset + i) % 251;
    return Promise.resolve();
  }, () => output);
  expect([...output]).toEqual(runs.flatMap(({ from }) => [from % 251, (from + 1) % 251]));
  return seen;
}

test('runs near each other are read at once, others one by one', async () => {
  expect(await reads(5, 1000)).toEqual([[0, 4002]]);
  expect(await reads(3, 100_000)).toEqual([[0, 2], [100_000, 2], [200_000, 2]]);
  expect(await reads(0, 1)).toEqual([]);
});

test('no more is read at once than 8 MiB', async () => {
  const found = await reads(300, 60_000);
  expect(found.length).toBe(3);
  for (const [, length] of found) expect(length).toBeLessThanOrEqual(8 * 2 ** 20);
});

test('the output is asked for when it is written, for it may have moved while the file was read', async () => {
  let output = new Uint8Array(4);
  await readRuns([{ from: 0, to: 0, length: 2 }, { from: 4, to: 2, length: 2 }], 1, (_, into) => {
    into.fill(7);
    output = new Uint8Array(4);
    return Promise.resolve();
  }, () => output);
  expect([...output]).toEqual([7, 7, 7, 7]);
});
