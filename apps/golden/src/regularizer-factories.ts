import type { Regularizer } from '@varscope/spec';
import {
  l1,
  l1L2,
  l1L2Regularizer,
  l1Regularizer,
  l2,
  l2Regularizer,
  noRegularizer,
  orthogonalRegularizer,
  sumRegularizer,
} from '@varscope/regularizers';

/** A recorded call that makes a regularizer; arguments may be wrong on purpose. */
export interface RecordedRegularizer {
  readonly regularizer: string;
  readonly args: Readonly<Record<string, unknown>>;
}

type Factory = (args: Readonly<Record<string, unknown>>) => Regularizer | null;

const FACTORIES: Readonly<Record<string, Factory>> = {
  l1_regularizer: ({ scale }) => l1Regularizer(scale as number),
  l2_regularizer: ({ scale }) => l2Regularizer(scale as number),
  l1_l2_regularizer: ({ scale_l1, scale_l2 }) => l1L2Regularizer(scale_l1 as number, scale_l2 as number),
  sum_regularizer: ({ regularizers }) =>
    sumRegularizer((regularizers as readonly (RecordedRegularizer | null)[]).map((one) => (one === null ? null : createRegularizer(one)))),
  no_regularizer: () => noRegularizer,
  L1: (args) => l1(args['l1'] as number),
  L2: (args) => l2(args['l2'] as number),
  // The class, whose factors are 0 by default; the function of this name is that of TF 1.x, with others.
  L1L2: (args) => l1L2((args['l1'] ?? 0) as number, (args['l2'] ?? 0) as number),
  OrthogonalRegularizer: (args) => orthogonalRegularizer(args),
};

/** Makes a recorded regularizer; `null` where TensorFlow makes none. */
export function createRegularizer({ regularizer, args }: RecordedRegularizer): Regularizer | null {
  const factory = FACTORIES[regularizer];
  if (factory === undefined) throw new Error(`@varscope/regularizers has no ${regularizer}`);
  return factory(args);
}
