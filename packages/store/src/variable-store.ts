import type { GraphVariable } from './graph-variable.js';
import type { PartitionedVariable } from './partitioned-variable.js';

/** Where `getVariable` finds what it made: variables by key, which is the full name that was asked for. */
export class VariableStore {
  /** Plain variables and the shards of partitioned ones. */
  readonly variables = new Map<string, GraphVariable>();
  readonly partitioned = new Map<string, PartitionedVariable>();

  /** Keeps a new variable under `key`, until it is disposed. */
  add(key: string, variable: GraphVariable): void {
    this.variables.set(key, variable);
    variable.onDispose(() => {
      if (this.variables.get(key) === variable) this.variables.delete(key);
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
