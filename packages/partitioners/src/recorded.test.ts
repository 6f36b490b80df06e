import { readFileSync } from 'node:fs';
import type { DType, Partitioner, Shape } from '@varscope/spec';
import { VarscopeError } from '@varscope/spec/errors';
import { describe, expect, it } from 'vitest';
import { fixedSizePartitioner } from './fixed-size-partitioner.js';
import { minMaxVariablePartitioner } from './min-max-variable-partitioner.js';
import { variableAxisSizePartitioner } from './variable-axis-size-partitioner.js';

interface Recording {
  readonly source: string;
  readonly partitioners: readonly {
    readonly partitioner: string;
    readonly args: Readonly<Record<string, number>>;
    readonly cases: readonly (readonly [shape: Shape, dtype: DType, result: readonly number[] | string])[];
  }[];
}

// The file says how it was recorded.
const recording = JSON.parse(
  readFileSync(new URL('../testdata/partitioners.json', import.meta.url), 'utf8'),
) as Recording;

function make(partitioner: string, args: Readonly<Record<string, number>>): Partitioner {
  const camelCased = Object.entries(args).map(([key, value]) => [key.replace(/_(.)/g, (_, c: string) => c.toUpperCase()), value]);
  const options = Object.fromEntries(camelCased) as Record<string, number>;
  if (partitioner === 'fixed_size_partitioner') return fixedSizePartitioner(args['num_shards'] as number, options);
  if (partitioner === 'min_max_variable_partitioner') return minMaxVariablePartitioner(options);
  return variableAxisSizePartitioner(args['max_shard_bytes'] as number, options);
}

function outcome(partitioner: string, args: Readonly<Record<string, number>>, shape: Shape, dtype: DType): unknown {
  try {
    return make(partitioner, args)(shape, dtype);
  } catch (error) {
    if (!VarscopeError.isInstance(error)) throw error;
    return 'refused';
  }
}

describe.each(recording.partitioners)('$partitioner $args', ({ partitioner, args, cases }) => {
  it('gives what TensorFlow gives and refuses what it refuses', () => {
    const found = cases.map(([shape, dtype]) => [shape, dtype, outcome(partitioner, args, shape, dtype)]);
    expect(found).toEqual(
      cases.map(([shape, dtype, result]) => [shape, dtype, typeof result === 'string' ? 'refused' : result]),
    );
  });
});

it('has recordings of all three partitioners', () => {
  expect(new Set(recording.partitioners.map(({ partitioner }) => partitioner)).size).toBe(3);
});
