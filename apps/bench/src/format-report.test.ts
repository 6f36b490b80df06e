import { expect, it } from 'vitest';
import type { Benchmark } from './benchmark.js';
import { formatReport } from './format-report.js';

const BENCHMARK: Benchmark = { name: 'cats', describe: 'how long a cat takes', run: () => ({ rows: [], targets: [], notes: [] }) };

it('is a table with the targets and notes below', () => {
  const text = formatReport(BENCHMARK, {
    rows: [
      { variant: 'our cat', unit: 'µs', median: 0.25, min: 0.2, p90: 12.5, operationsPerSecond: 4e6 },
      { variant: 'a cat that was recorded', unit: 'µs', median: 1817 },
    ],
    targets: [
      { text: 'our cat', value: 0.25, unit: 'µs', limit: 0.3, direction: 'at most' },
      { text: 'cats', value: 1, unit: 'cats', limit: 2, direction: 'at least' },
    ],
    notes: ['Dogs were not measured.'],
  });
  expect(text).toBe(`cats: how long a cat takes
                              median        min       p90  per second
  our cat                  0.2500 µs  0.2000 µs  12.50 µs   4,000,000
  a cat that was recorded   1,817 µs
  ✓ met: our cat 0.2500 µs, to be at most 0.3000 µs
  ✗ not met: cats 1 cats, to be at least 2 cats
  Dogs were not measured.
`);
});
