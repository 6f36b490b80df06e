import type { GraphVariable } from './graph-variable.js';
import type { PartitionedVariable } from './partitioned-variable.js';

const FIRST_PART = '/part_0';

/** Where `getVariable` finds what it made: variables by key, which is the full name that was asked for. */
export class VariableStore {
  /** Plain variables and the shards of partitioned ones. */
  readonly variables: Map<string, GraphVariable> = new Map();
  readonly partitioned: Map<string, PartitionedVariable> = new Map();
  /** The names of which there is a shard `part_0`, be it of a partitioned variable or not. */
  readonly namesWithParts: Set<string> = new Set();

  /** Keeps a new variable under `key`, until it is disposed. */
  add(key: string, variable: GraphVariable): void {
    this.variables.set(key, variable);
    const whole = key.endsWith(FIRST_PART) ? key.slice(0, -FIRST_PART.length) : null;
    if (whole !== null) this.namesWithParts.add(whole);
    variable.onDispose(() => {
      if (this.variables.get(key) !== variable) return;
      this.variables.delete(key);
      if (whole !== null) this.namesWithParts.delete(whole);
    });
  }

  /** Keeps a new partitioned variable under `key`, until one of its shards is disposed. */
  addPartitioned(key: string, whole: PartitionedVariable): void {
    this.partitioned.set(key, whole);
    for (const shard of whole) {
      shard.onDispose(() => {
        if (this.partitioned.get(key) === whole) this.partitioned.delete(key);
      });
    }
  }
}
