import { formatShape } from '@varscope/spec';
import { formatBytes } from './format-bytes.js';
import { formatCount } from './format-count.js';
import { printable } from './printable.js';
import type { Count, ScopeSummary, ShardSummary, VariableSummary } from './summary.js';

/** The texts of one row of the table, printable. */
export interface Cells {
  /** The last part of a name; of a scope with a final `/`. */
  readonly name: string;
  readonly shape: string;
  readonly dtype: string;
  readonly parameters: string;
  readonly bytes: string;
  readonly trainable: string;
  readonly device: string;
}

/** The titles of the columns. */
export const TITLES: Cells = {
  name: 'Variable',
  shape: 'Shape',
  dtype: 'Type',
  parameters: 'Parameters',
  bytes: 'Bytes',
  trainable: 'Trainable',
  device: 'Device',
};

/** The row of a variable. */
export function variableCells(variable: VariableSummary): Cells {
  const { shards } = variable;
  const split = shards.length === 0 ? '' : ` in ${shards.length} ${shards.length === 1 ? 'shard' : 'shards'}`;
  return {
    name: lastPart(variable.name),
    shape: formatShape(variable.shape) + split,
    dtype: variable.dtype,
    ...sizeCells(variable),
    trainable: variable.trainable ? 'yes' : 'no',
    device: printable(variable.device),
  };
}

/** The row of a shard, below that of its variable. */
export function shardCells(shard: ShardSummary): Cells {
  return {
    name: lastPart(shard.name),
    shape: formatShape(shard.shape),
    dtype: '',
    ...sizeCells(shard),
    trainable: '',
    device: printable(shard.device),
  };
}

/** The row of a scope: what is in it and below it. */
export function scopeCells({ name, totals }: ScopeSummary): Cells {
  const { all, trainable } = totals;
  const some = trainable.variables === 0 ? 'no' : 'partly';
  return {
    name: `${lastPart(name)}/`,
    shape: '',
    dtype: '',
    ...sizeCells(all),
    trainable: trainable.variables === all.variables ? 'yes' : some,
    device: '',
  };
}

/** The row of a total. */
export function totalCells(title: string, count: Count): Cells {
  const variables = `${formatCount(count.variables)} ${count.variables === 1 ? 'variable' : 'variables'}`;
  return { name: title, shape: variables, dtype: '', ...sizeCells(count), trainable: '', device: '' };
}

function sizeCells({
  parameters,
  bytes,
}: {
  readonly parameters: number;
  readonly bytes: number | null;
}): Pick<Cells, 'parameters' | 'bytes'> {
  return { parameters: formatCount(parameters), bytes: bytes === null ? '?' : formatBytes(bytes) };
}

function lastPart(name: string): string {
  return printable(name.slice(name.lastIndexOf('/') + 1));
}
