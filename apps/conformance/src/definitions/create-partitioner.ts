import { fixedSizePartitioner, minMaxVariablePartitioner, variableAxisSizePartitioner, type Shape } from 'varscope';
import type { PartitionerDefinition } from '../case-format.js';
import { UserError } from '../user-error.js';
import { notCallable } from './not-callable.js';

/** The object of a partitioner definition. */
export function createPartitioner(id: string, definition: PartitionerDefinition): unknown {
  switch (definition.part) {
    case 'fixed':
      return fixedSizePartitioner(definition.num_shards, { axis: definition.axis ?? 0 });
    case 'axis_size': {
      const { max_shard_bytes: maxShardBytes, axis, bytes_per_string_element: bytesPerStringElement, max_shards: maxShards } = definition;
      return variableAxisSizePartitioner(maxShardBytes, given({ axis, bytesPerStringElement, maxShards }));
    }
    case 'min_max': {
      const { max_partitions: maxPartitions, axis, min_slice_size: minSliceSize, bytes_per_string_element: bytesPerStringElement } = definition;
      return minMaxVariablePartitioner(given({ maxPartitions, axis, minSliceSize, bytesPerStringElement }));
    }
    case 'axis0':
      return (shape: Shape) => shape.map((_, axis) => (axis === 0 ? definition.n : 1));
    case 'list':
    case 'returns':
      return () => definition.value;
    case 'throw':
      return () => {
        throw new UserError(`partitioner ${id}`);
      };
    case 'not_callable':
      return notCallable();
  }
}

/** The fields that are there; the rest take the defaults. */
function given(fields: Readonly<Record<string, number | undefined>>): Record<string, number> {
  return Object.fromEntries(Object.entries(fields).filter((field): field is [string, number] => field[1] !== undefined));
}
