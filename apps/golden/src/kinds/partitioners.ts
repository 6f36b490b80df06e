import type { DType, Partitioner, Shape } from '@varscope/spec';
import { fixedSizePartitioner, minMaxVariablePartitioner, variableAxisSizePartitioner } from '@varscope/partitioners';
import { expectSame, type RecordedCase } from '@varscope/recorded-cases';
import { decodeArguments } from '../decode-argument.js';
import { checkPartitionedNames, type PartitionedNames } from '../partitioned-names.js';
import { expectError } from '../python-error.js';
import type { RecordedArguments, RecordedError, RecordedFile } from '../recorded.js';
import { checkSlicing, type Slicing } from '../slicing.js';

interface PartitionerFile extends RecordedFile {
  readonly cases: readonly PartitionerCase[];
  readonly slicing: readonly Slicing[];
  readonly names: readonly PartitionedNames[];
}

interface PartitionerCase {
  readonly id: string;
  readonly partitioner: string;
  readonly args: RecordedArguments;
  readonly shape: Shape;
  readonly dtype: DType;
  /** Something that TensorFlow does not take for a shape. */
  readonly shape_given_as?: string;
  readonly result?: readonly number[];
  readonly error?: RecordedError;
}

/** `"kind": "partitioners"`: what partitioners answer, the shards that follow, and whole situations. */
export function partitionerCases(recorded: RecordedFile): RecordedCase[] {
  const file = recorded as PartitionerFile; // of this kind
  return [
    ...file.cases.map((one) => ({ id: one.id, check: () => checkPartitioner(one) })),
    ...file.slicing.map((one) => ({ id: one.id, check: () => checkSlicing(one) })),
    ...file.names.map((one, index) => ({ id: `names/${index}`, check: () => checkPartitionedNames(one) })),
  ];
}

const FACTORIES: Readonly<Record<string, (options: Readonly<Record<string, unknown>>) => Partitioner>> = {
  fixed_size_partitioner: ({ numShards, ...options }) => fixedSizePartitioner(numShards as number, options),
  variable_axis_size_partitioner: ({ maxShardBytes, ...options }) => variableAxisSizePartitioner(maxShardBytes as number, options),
  min_max_variable_partitioner: (options) => minMaxVariablePartitioner(options),
};

function checkPartitioner({ partitioner, args, shape, dtype, shape_given_as, result, error }: PartitionerCase): void {
  const make = FACTORIES[partitioner];
  if (make === undefined) throw new Error(`@varscope/partitioners has no ${partitioner}`);
  if (error?.stage === 'construct') {
    expectError(error, () => make(decodeArguments(args)));
    return;
  }
  // A shape is an array here; what stands for a wrong type is its text.
  const given = shape_given_as === undefined ? shape : (JSON.stringify(shape) as unknown as Shape);
  const partition = (): readonly number[] => make(decodeArguments(args))(given, dtype);
  if (error === undefined) expectSame('partitions', result, partition());
  else expectError(error, partition);
}
