import { PartitionInfoError } from './errors/partition-info-error.js';
import { PartitionTooManyError } from './errors/partition-too-many-error.js';
import type { Shape } from './shape.js';

/** Where a shard lies in its partitioned variable; what a partition-aware initializer receives. */
export class PartitionInfo {
  /** Shape of the whole variable. */
  readonly fullShape: Shape;
  /** Offset of the shard along every axis. */
  readonly varOffset: Shape;

  /**
   * @throws PartitionInfoError when one is no list, or they do not have the same length.
   * @throws PartitionTooManyError when an offset lies outside the shape.
   */
  constructor(fullShape: Shape, varOffset: Shape) {
    requireSequence('full_shape', fullShape);
    requireSequence('var_offset', varOffset);
    if (fullShape.length !== varOffset.length) {
      throw new PartitionInfoError(
        `Expected equal length, but \`var_offset\` is of length ${varOffset.length} while full_shape is of length ${fullShape.length}.`,
      );
    }
    varOffset.forEach((offset, axis) => {
      const size = fullShape[axis] as number; // same length
      if (offset < 0 || offset >= size) {
        throw new PartitionTooManyError(
          `Expected 0 <= offset < shape but found offset=${offset}, shape=${size} for var_offset=[${varOffset.join(', ')}], full_shape=[${fullShape.join(', ')}]`,
        );
      }
    });
    this.fullShape = fullShape;
    this.varOffset = varOffset;
  }

  /** The offset of a shard of `shape` along the axis that is partitioned; 0 when none is. */
  singleOffset(shape: Shape): number {
    const axis = this.singleSliceDim(shape);
    return axis === null ? 0 : (this.varOffset[axis] as number);
  }

  /**
   * The axis along which a shard of `shape` is smaller than the whole; `null` when it is the whole.
   * @throws PartitionInfoError when the rank differs, the shard leaves the whole, or more than one axis is smaller.
   */
  singleSliceDim(shape: Shape): number | null {
    requireSequence('shape', shape);
    const full = `[${this.fullShape.join(', ')}]`;
    const part = `[${shape.join(', ')}]`;
    if (shape.length !== this.fullShape.length) {
      throw new PartitionInfoError(
        `Expected equal length, but received shape=${part} of length ${shape.length} while self.full_shape=${full} is of length ${this.fullShape.length}.`,
      );
    }
    let found: number | null = null;
    shape.forEach((size, axis) => {
      if ((this.varOffset[axis] as number) + size > (this.fullShape[axis] as number)) {
        throw new PartitionInfoError(
          `With self.var_offset=[${this.varOffset.join(', ')}], a partition of shape=${part} would exceed self.full_shape=${full} in dimension ${axis}.`,
        );
      }
    });
    shape.forEach((size, axis) => {
      if (size === this.fullShape[axis]) return;
      if (found !== null) {
        throw new PartitionInfoError(
          `Cannot use single_slice_dim() with shape=${part} and self.full_shape=${full} since slice dim could be either dimension ${axis} or ${found}.`,
        );
      }
      found = axis;
    });
    return found;
  }
}

function requireSequence(name: string, value: unknown): void {
  if (Array.isArray(value)) return;
  const message = `\`${name}\` must be a sequence (like tuple or list) instead of ${typeof value}`;
  throw new PartitionInfoError(message, {}, 'TypeError');
}
