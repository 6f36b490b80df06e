import type { DType } from '@varscope/spec';

/** A file of recorded values; the members beside the first two depend on its kind. */
export interface RecordedFile {
  readonly format: number;
  readonly kind: string;
  readonly cases: readonly object[];
}

/** Arguments by their Python names; values that JSON does not have are written as objects (`decodeArgument`). */
export type RecordedArguments = Readonly<Record<string, unknown>>;

/** A recorded tensor: all of its bytes, or the first and last ones of a long tensor; the hash covers all of them. */
export interface RecordedTensor {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly sha256: string;
  readonly b64?: string;
  readonly first_b64?: string;
  readonly last_b64?: string;
  /** The initializer that gives these values, for the seeds of its random op. */
  readonly made_by?: {
    readonly init: string;
    readonly args: RecordedArguments;
    readonly kernel_seeds: SeedPair;
  };
}

/** A recorded tensor of strings. */
export interface RecordedStrings {
  readonly dtype: 'string';
  readonly shape: readonly number[];
  readonly values: readonly string[];
}

/** How close a value has to be. */
export type Match = 'bits' | 'overflow' | { readonly ulp: number } | { readonly atol: number } | { readonly rtol: number };

/** The `seed` and `seed2` attributes of a random op. */
export type SeedPair = readonly [number, number];

/** An exception of Python. */
export interface RecordedError {
  readonly exception: string;
  readonly message: string;
  readonly stage?: 'construct' | 'call' | 'run';
}
