import { fixedSizePartitioner, minMaxVariablePartitioner, variableAxisSizePartitioner, type Shape } from 'varscope';
import { camelCase } from '../camel-case.js';
import type { PartitionerDefinition } from '../case-format.js';
import { UnknownFormError } from '../unknown-form-error.js';
import { UserError } from '../user-error.js';
import { notCallable } from './not-callable.js';

/** The object of a partitioner definition. */
export function createPartitioner(id: string, definition: PartitionerDefinition): unknown {
  switch (definition.part) {
    case 'fixed':
      return fixedSizePartitioner(definition.num_shards, { axis: definition.axis ?? 0 });
    case 'axis_size': {
      const { kind: _kind, part: _part, max_shard_bytes: maxShardBytes, ...options } = definition;
      return variableAxisSizePartitioner(maxShardBytes, inCamelCase(options));
    }
    case 'min_max': {
      const { kind: _kind, part: _part, ...options } = definition;
      return minMaxVariablePartitioner(inCamelCase(options));
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
    default:
      throw new UnknownFormError(definition);
  }
}

function inCamelCase(options: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [camelCase(name), value]));
}
