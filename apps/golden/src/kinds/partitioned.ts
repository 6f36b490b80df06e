import { createHash } from 'node:crypto';
import type { DType, Shape } from '@varscope/spec';
import type { Seed } from '@varscope/random';
import { getVariable } from '@varscope/scopes';
import { Graph, type PartitionedVariable } from '@varscope/store';
import { expectSame, type RecordedCase } from '@varscope/recorded-cases';
import { compareTensor } from '../compare-tensor.js';
import { decodeArgument } from '../decode-argument.js';
import { createInitializer } from '../initializer-factories.js';
import { toBytes } from '../number-bytes.js';
import { readStorage } from '../read-storage.js';
import type { Match, RecordedArguments, RecordedFile, RecordedTensor } from '../recorded.js';

interface PartitionedCase {
  readonly id: string;
  readonly init: string | null;
  readonly args: RecordedArguments;
  readonly graph_seed: unknown;
  readonly shape: Shape;
  readonly dtype: DType;
  readonly partitions: readonly number[];
  readonly match: Match;
  readonly shards_share_leading_values: boolean;
  readonly shards: readonly {
    readonly name: string;
    readonly offset: readonly number[];
    readonly out: RecordedTensor;
  }[];
  readonly full_sha256: string;
}

/** `"kind": "partitioned_initializers"`: the shards of partitioned variables. */
export function partitionedCases(file: RecordedFile): RecordedCase[] {
  return (file.cases as readonly PartitionedCase[]).map((recorded) => ({ id: recorded.id, check: () => check(recorded) }));
}

function check(recorded: PartitionedCase): void {
  const graph = new Graph({ seed: decodeArgument(recorded.graph_seed) as Seed | null });
  try {
    compareVariable(recorded, graph.run(() => createVariable(recorded)));
  } finally {
    graph.dispose();
  }
}

function createVariable({ init, args, shape, dtype, partitions }: PartitionedCase): PartitionedVariable {
  const initializer = init === null ? {} : { initializer: createInitializer(init, args) };
  return getVariable<PartitionedVariable>('v', shape, { dtype, ...initializer, partitioner: () => partitions });
}

function compareVariable(recorded: PartitionedCase, variable: PartitionedVariable): void {
  const { shards, match, dtype, full_sha256, shards_share_leading_values } = recorded;
  const found = [...variable];
  expectSame(
    'shards',
    shards.map(({ name, offset }) => ({ name, offset })),
    found.map(({ op, saveSliceInfo }) => ({ name: op.name, offset: saveSliceInfo?.varOffset })),
  );
  const values = found.map((shard) => readStorage(shard, dtype) as Float32Array);
  shards.forEach(({ out }, index) => {
    const { shape } = found[index] as (typeof found)[number]; // as many, as compared above
    compareTensor(out, { dtype, shape, values: values[index] as Float32Array }, match);
  });
  const [first, ...others] = values as [Float32Array, ...Float32Array[]]; // at least one shard
  const shares = others.every((shard) => shard.every((value, i) => Object.is(value, first[i])));
  expectSame('shards share leading values', shards_share_leading_values, shares);
  if (match === 'bits') expectSame('full_sha256', full_sha256, hashOf(variable, dtype));
}

function hashOf(variable: PartitionedVariable, dtype: DType): string {
  const whole = variable.asTensor();
  try {
    return createHash('sha256').update(toBytes(readStorage(whole, dtype) as Float32Array, dtype)).digest('hex'); // numbers
  } finally {
    whole.dispose();
  }
}
