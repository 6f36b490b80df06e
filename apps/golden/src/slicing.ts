import { onesInitializer } from '@varscope/initializers';
import { fixedSizePartitioner } from '@varscope/partitioners';
import { createPartitionedVariables, getVariable } from '@varscope/scopes';
import { Graph, type GraphVariable, type PartitionedVariable } from '@varscope/store';
import type { Partitioner, Shape } from '@varscope/spec';
import { expectSame } from '@varscope/recorded-cases';
import { expectError } from './python-error.js';
import type { RecordedError } from './recorded.js';

/** The shards that a variable of a shape has for a list of partitions. */
export interface Slicing {
  readonly id: string;
  readonly via: 'get_variable' | 'create_partitioned_variables';
  readonly shape: Shape;
  /** A list, or something else that a partitioner should not give. */
  readonly partitions: unknown;
  readonly shards?: readonly { readonly name: string; readonly offset: Shape; readonly shape: Shape }[];
  readonly save_spec?: readonly string[];
  readonly partition_axes?: readonly number[];
  readonly unpartitioned?: unknown;
  readonly error?: RecordedError;
}

/** Throws a `Difference` unless the variable has the recorded shards, or is refused. */
export function checkSlicing(recorded: Slicing): void {
  const graph = new Graph();
  try {
    if (recorded.error === undefined) graph.run(() => compareShards(recorded));
    else expectError(recorded.error, () => graph.run(() => create(recorded)));
  } finally {
    graph.dispose();
  }
}

function compareShards(recorded: Slicing): void {
  const created = create(recorded);
  if (recorded.shards === undefined) {
    expectSame('unpartitioned variable', recorded.unpartitioned, (created as GraphVariable).op.name); // not partitioned
    return;
  }
  const shards = [...(created as PartitionedVariable | GraphVariable[])]; // partitioned
  const { shards: expected, save_spec, partition_axes } = recorded;
  const slices = shards.map(({ saveSliceInfo }) => saveSliceInfo);
  expectSame('shards', expected, shards.map(({ op, shape }, i) => ({ name: op.name, offset: slices[i]?.varOffset, shape })));
  if (save_spec !== undefined) expectSame('save specs', save_spec, slices.map((slice) => slice?.spec));
  if (partition_axes !== undefined) expectSame('axes', partition_axes, [(created as PartitionedVariable).axis]); // of getVariable
}

function create({ via, shape, partitions }: Slicing): unknown {
  const initializer = onesInitializer();
  if (via === 'get_variable') return getVariable('v', shape, { initializer, partitioner: partitionerOf(partitions) });
  return createPartitionedVariables(shape, partitions as readonly number[], initializer); // or what is not one, to be refused
}

const DESCRIBED: Readonly<Record<string, unknown>> = {
  "the string 'x' as partitioner": 'x',
  'fixed_size_partitioner(2) on a scalar': fixedSizePartitioner(2),
};

function partitionerOf(partitions: unknown): Partitioner {
  if (typeof partitions !== 'string') return () => partitions as readonly number[]; // or what is not one, to be refused
  if (!(partitions in DESCRIBED)) throw new Error(`cannot run "${partitions}"`);
  return DESCRIBED[partitions] as Partitioner; // likewise
}
