const MOST = 3;

/** The names closest to `name` by edit distance, at most three, none further than a third of its length. */
export function nearestNames(name: string, existing: Iterable<string>): string[] {
  const limit = Math.max(2, Math.floor(name.length / 3));
  const near: { name: string; distance: number }[] = [];
  for (const candidate of existing) {
    if (candidate === name || Math.abs(candidate.length - name.length) > limit) continue;
    const distance = editDistance(name, candidate, limit);
    if (distance <= limit) near.push({ name: candidate, distance });
  }
  near.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return near.slice(0, MOST).map((found) => found.name);
}

/** Levenshtein's distance; anything above `limit` is reported as `limit + 1`. */
function editDistance(a: string, b: string, limit: number): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const cost = Math.min(substitution, (previous[j] as number) + 1, (current[j - 1] as number) + 1);
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    previous = current;
  }
  return previous[b.length] as number;
}
