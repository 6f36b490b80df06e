import type { Variant } from './measure.js';

/** The least that a look-up by scope and name can cost: `Map.get` of the joined name, in which nothing is constant. */
export function mapGet(scope: string, names: readonly string[]): Variant {
  const map = new Map(names.map((name, i) => [`${scope}/${name}`, { id: i }]));
  const scopes = [scope, scope];
  return {
    name: "Map.get(scope + '/' + name)",
    run(count) {
      let sum = 0;
      for (let i = 0; i < count; i++) {
        const found = map.get(`${scopes[i & 1]}/${names[i % names.length]}`);
        sum += (found as { id: number }).id; // all of the names are in the map
      }
      return sum;
    },
  };
}
