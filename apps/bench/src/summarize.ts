import type { Samples } from './measure.js';

/** What is told of samples. */
export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly p90: number;
}

export function summarize(samples: Samples): Summary {
  const sorted = [...samples].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), min: quantile(sorted, 0), p90: quantile(sorted, 0.9) };
}

/** The median over the rounds of how many times as long `samples` took as `others` did in the same round. */
export function medianRatio(samples: Samples, others: Samples): number {
  return summarize(samples.map((sample, round) => sample / (others[round] as number))).median; // as many rounds
}

function quantile(sorted: Samples, fraction: number): number {
  const position = fraction * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] as number; // there is at least one sample
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (position - below);
}
