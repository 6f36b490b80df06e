import { concat, slice, Tensor, tidy, type TensorLike } from '@tensorflow/tfjs-core';
import { type DType, type PartitionedVariableLike, formatShape } from '@varscope/spec';
import { AssignShapeError } from '@varscope/spec/errors';
import type { GraphVariable } from './graph-variable.js';
import { computedValue } from './initial-value.js';

/**
 * A variable in shards along one axis. It is not a tensor: `asTensor()` is its value, and gradients of that reach
 * every shard. It owns its shards.
 */
export class PartitionedVariable implements PartitionedVariableLike {
  /** The name of the whole, without `:0`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly declaredDtype: DType;
  /** The shards in order of their offset. */
  readonly shards: readonly GraphVariable[];
  /** The number of partitions along every axis. */
  readonly partitions: readonly number[];

  constructor(
    name: string,
    shape: readonly number[],
    dtype: DType,
    shards: readonly GraphVariable[],
    partitions: readonly number[],
  ) {
    this.name = name;
    this.shape = shape;
    this.declaredDtype = dtype;
    this.shards = shards;
    this.partitions = partitions;
  }

  /** The number of shards. */
  get length(): number {
    return this.shards.length;
  }

  /** The axis along which it is partitioned; 0 for a single shard. */
  get axis(): number {
    return Math.max(0, this.partitions.findIndex((count) => count > 1));
  }

  /** Whether no shard was disposed. */
  get isDisposed(): boolean {
    return this.shards.some((shard) => shard.isDisposed);
  }

  [Symbol.iterator](): Iterator<GraphVariable> {
    return this.shards[Symbol.iterator]();
  }

  /** The shards concatenated: a new tensor, owned by the caller. */
  asTensor(): Tensor {
    const [first, ...others] = this.shards as readonly [GraphVariable, ...GraphVariable[]]; // never empty
    return others.length === 0 ? first.readValue() : concat([...this.shards], this.axis);
  }

  /**
   * Replaces the value of every shard: by the slices of a value of the full shape.
   * @throws AssignShapeError when the value has another shape; no shard is changed then.
   */
  assign(value: Tensor | TensorLike): this {
    return this.#forEachSlice(value, (shard, part) => shard.assign(part));
  }

  /** Adds the slices of `delta` to the shards. */
  assignAdd(delta: Tensor | TensorLike): this {
    return this.#forEachSlice(delta, (shard, part) => shard.assignAdd(part));
  }

  /** Subtracts the slices of `delta` from the shards. */
  assignSub(delta: Tensor | TensorLike): this {
    return this.#forEachSlice(delta, (shard, part) => shard.assignSub(part));
  }

  /** Disposes every shard. Safe to call twice. */
  dispose(): void {
    for (const shard of this.shards) shard.dispose();
  }

  #forEachSlice(value: Tensor | TensorLike, apply: (shard: GraphVariable, part: Tensor) => void): this {
    tidy(() => {
      const { tensor } = computedValue(value, this.declaredDtype);
      if (tensor.shape.join() !== this.shape.join()) {
        throw new AssignShapeError(`Cannot assign value to partitioned variable '${this.name}': Shape mismatch.`, {
          variable: this.name,
          expected: formatShape(this.shape),
          found: formatShape(tensor.shape),
        });
      }
      for (const shard of this.shards) {
        const offset = shard.saveSliceInfo?.varOffset ?? [];
        apply(shard, slice(tensor, [...offset], shard.shape));
      }
    });
    return this;
  }
}
