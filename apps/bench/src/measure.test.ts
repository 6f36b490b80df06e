import { expect, it } from 'vitest';
import { measure, type Variant } from './measure.js';

function recorder(name: string, log: string[]): Variant {
  return {
    name,
    run(count) {
      log.push(`${name} ${count}`);
      return count;
    },
    clear() {
      log.push(`clear ${name}`);
    },
  };
}

it('takes one sample of each variant in every round, beginning with another one each time, and clears up after each', () => {
  const log: string[] = [];
  const samples = measure([recorder('a', log), recorder('b', log)], { rounds: 2, operations: 7, sampleMilliseconds: 0.001 });
  expect(samples.map((each) => each.length)).toEqual([2, 2]);
  expect(log.slice(-8)).toEqual(['a 7', 'clear a', 'b 7', 'clear b', 'b 7', 'clear b', 'a 7', 'clear a']);
});
