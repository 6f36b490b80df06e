import type { StoredTensor } from '@varscope/spec';

/** A tensor of a checkpoint, and how much it holds. */
export interface TensorSummary extends StoredTensor {
  /** Number of elements. */
  readonly parameters: number;
  /** `null` for strings. */
  readonly bytes: number | null;
}

/** A scope of a checkpoint: the tensors directly in it, the scopes in it, and the totals of both. Plain data. */
export interface TensorScope {
  /** Full name without final `/`; empty for the root. */
  readonly name: string;
  /** In the order in which they were listed. */
  readonly tensors: readonly TensorSummary[];
  readonly scopes: readonly TensorScope[];
  readonly totals: TensorTotals;
}

/** The totals of a scope and of everything below it. */
export interface TensorTotals {
  readonly tensors: number;
  /** Number of elements. */
  readonly parameters: number;
  /** Strings are not counted. */
  readonly bytes: number;
}
