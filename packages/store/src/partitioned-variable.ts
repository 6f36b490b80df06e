import { concat, slice, Tensor, tidy, type TensorLike } from '@tensorflow/tfjs-core';
import { formatShape, isPartitionedVariable, type DType, type PartitionedVariableLike, type Shape } from '@varscope/spec';
import { AssignShapeError } from '@varscope/spec/errors';
import type { GraphVariable } from './graph-variable.js';
import { checkTensorRange, computedValue } from './initial-value.js';

/**
 * What a partitioned variable is assigned: a value of the full shape, another partitioned variable of that shape, or a
 * list with a tensor for every shard.
 */
export type PartitionedValue = Tensor | TensorLike | PartitionedVariableLike | readonly Tensor[];

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
   * Replaces the value of every shard.
   * @throws AssignShapeError when the value has another shape; no shard is changed then.
   */
  assign(value: PartitionedValue): this {
    return this.#forEachPart(value, (shard, part) => shard.assign(part));
  }

  /** Adds to every shard. */
  assignAdd(delta: PartitionedValue): this {
    return this.#forEachPart(delta, (shard, part) => shard.assignAdd(part));
  }

  /** Subtracts from every shard. */
  assignSub(delta: PartitionedValue): this {
    return this.#forEachPart(delta, (shard, part) => shard.assignSub(part));
  }

  /** Disposes every shard. Safe to call twice. */
  dispose(): void {
    for (const shard of this.shards) shard.dispose();
  }

  #forEachPart(value: PartitionedValue, apply: (shard: GraphVariable, part: Tensor) => void): this {
    tidy(() => {
      const parts = this.#partsOf(value);
      this.shards.forEach((shard, index) => {
        apply(shard, parts[index] as Tensor); // there is one for every shard
      });
    });
    return this;
  }

  #partsOf(value: PartitionedValue): readonly Tensor[] {
    if (isTensorList(value)) {
      this.#requireShapes(value, this.shards);
      return value.map((part) => this.#fitting(part));
    }
    const tensor = this.#fitting(isPartitionedVariable(value) ? value.asTensor() : value);
    this.#requireShapes([tensor], [this]);
    return this.shards.map((shard) => slice(tensor, [...(shard.saveSliceInfo?.varOffset ?? [])], shard.shape));
  }

  /** Checked for all shards before the first is changed. */
  #fitting(value: Tensor | TensorLike): Tensor {
    const { tensor } = computedValue(value, this.declaredDtype);
    checkTensorRange(tensor, this.declaredDtype);
    return tensor;
  }

  #requireShapes(values: readonly { readonly shape: Shape }[], wanted: readonly { readonly shape: Shape }[]): void {
    const [found, expected] = [values, wanted].map((list) => list.map(({ shape }) => formatShape(shape)).join(' '));
    if (found === expected) return;
    throw new AssignShapeError(`Cannot assign value to partitioned variable '${this.name}': Shape mismatch.`, {
      variable: this.name,
      expected,
      found,
    });
  }
}

function isTensorList(value: PartitionedValue): value is readonly Tensor[] {
  return Array.isArray(value) && value.length > 0 && value.every((part) => part instanceof Tensor);
}
