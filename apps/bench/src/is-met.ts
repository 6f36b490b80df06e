import type { Target } from './benchmark.js';

/** Whether the value has reached its limit. */
export function isMet({ value, limit, direction }: Target): boolean {
  return direction === 'at most' ? value <= limit : value >= limit;
}
