import type { DType, Shape } from '@varscope/spec';

/** How many variables, and how much they hold. */
export interface Count {
  /** A partitioned variable is one. */
  readonly variables: number;
  /** Number of elements. */
  readonly parameters: number;
  /** Bytes in the declared dtypes; strings are not counted. */
  readonly bytes: number;
}

/** The counts of a scope and of everything below it. */
export interface Totals {
  readonly all: Count;
  readonly trainable: Count;
  readonly nonTrainable: Count;
}

/** A shard of a partitioned variable. */
export interface ShardSummary {
  /** Full name, without `:0`. */
  readonly name: string;
  readonly shape: Shape;
  readonly parameters: number;
  /** `null` for strings. */
  readonly bytes: number | null;
  readonly device: string;
}

/** A variable, or all listed shards of a partitioned one. */
export interface VariableSummary {
  /** Full name, without `:0`; of a partitioned variable the name of the whole, as in a checkpoint. */
  readonly name: string;
  /** Shape of the whole. */
  readonly shape: Shape;
  /** The declared dtype. */
  readonly dtype: DType;
  /** Number of elements, of the listed shards. */
  readonly parameters: number;
  /** Bytes in the declared dtype, as in a checkpoint; `null` for strings. */
  readonly bytes: number | null;
  readonly trainable: boolean;
  /** The device string; of a partitioned variable those of its shards, each once, separated by a comma. */
  readonly device: string;
  /** Empty for a variable that is not partitioned. */
  readonly shards: readonly ShardSummary[];
}

/** A scope: the variables directly in it, the scopes in it, and the totals of both. Plain data. */
export interface ScopeSummary {
  /** Full name without final `/`; empty for the root. */
  readonly name: string;
  /** In the order in which they were listed. */
  readonly variables: readonly VariableSummary[];
  readonly scopes: readonly ScopeSummary[];
  readonly totals: Totals;
}
