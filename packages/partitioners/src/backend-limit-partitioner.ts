import { InvalidArgumentError } from '@varscope/spec/errors';
import { dtypeInfo } from '@varscope/spec/dtype';
import type { Partitioner } from '@varscope/spec/partitioner';
import { formatShape, numElements } from '@varscope/spec/shape';
import { requireShape } from './require-shape.js';
import { splitAxis } from './split-axis.js';

/** What one tensor can hold: the part of a backend's `capabilities` that says so. */
export interface BackendLimits {
  /** The most texels on a side of a texture; `null` where tensors are not kept in textures. */
  readonly maxTextureSide: number | null;
  /** The most bytes of one tensor; `null` for no limit. */
  readonly maxBufferBytes: number | null;
}

/** Numbers take four bytes on every backend that has a limit; bool, too, where they lie in a texture. */
const BYTES_PER_ELEMENT = 4;

/**
 * Splits a variable that one tensor of a backend cannot hold into as few shards as it can, along the first axis whose
 * entries fit, and leaves every other variable whole. Takes a backend, as `initializeWebgl` and the like give it, or its
 * limits. TensorFlow, whose tensors end where memory ends, has no such partitioner.
 *
 * The partitioner throws InvalidArgumentError when not even one entry of an axis fits, and ShapeNotFullyDefinedError when a
 * dimension is unknown.
 */
export function backendLimitPartitioner(backend: BackendLimits | { readonly capabilities: BackendLimits }): Partitioner {
  const { maxTextureSide, maxBufferBytes } = 'capabilities' in backend ? backend.capabilities : backend;
  const limit = Math.min((maxTextureSide ?? Infinity) ** 2, Math.floor((maxBufferBytes ?? Infinity) / BYTES_PER_ELEMENT));

  return (shape, dtype) => {
    const full = requireShape(shape);
    const elements = numElements(full);
    const isText = dtypeInfo(dtype)?.storage === 'string'; // which stays in the memory of the processor
    if (elements <= limit || isText) return splitAxis(full, 0, 1);
    const axis = full.findIndex((size) => elements / size <= limit);
    const size = full[axis];
    if (size === undefined) {
      throw new InvalidArgumentError(`No axis of a variable of shape ${formatShape(full)} splits it into shards that the backend can hold.`, {
        expected: `shards of at most ${limit} elements`,
      });
    }
    const entriesPerShard = Math.floor(limit / (elements / size));
    return splitAxis(full, axis, Math.ceil(size / entriesPerShard));
  };
}
