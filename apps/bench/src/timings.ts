import type { Row } from './benchmark.js';
import type { Samples, Variant } from './measure.js';
import { summarize } from './summarize.js';

/** The rows of variants that were timed, in microseconds for one operation. */
export function timings(variants: readonly Pick<Variant, 'name'>[], samples: readonly Samples[]): Row[] {
  return variants.map(({ name }, i) => {
    const summary = summarize(samples[i] as Samples); // one for each variant
    return { variant: name, unit: 'µs', ...summary, operationsPerSecond: 1e6 / summary.median };
  });
}
